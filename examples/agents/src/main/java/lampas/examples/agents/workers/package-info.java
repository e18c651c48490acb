/** The service that takes tasks from the log and runs their workflows. */
@NullMarked
package lampas.examples.agents.workers;

import org.jspecify.annotations.NullMarked;

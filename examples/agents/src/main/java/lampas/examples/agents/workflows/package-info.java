/** The workflows that the platform can run. */
@NullMarked
package lampas.examples.agents.workflows;

import org.jspecify.annotations.NullMarked;

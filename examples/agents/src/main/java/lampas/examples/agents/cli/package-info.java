/** The agents command: the whole platform in processes of their own, or one of its services. */
@NullMarked
package lampas.examples.agents.cli;

import org.jspecify.annotations.NullMarked;

/** The HTTP service that accepts tasks and tells what became of them. */
@NullMarked
package lampas.examples.agents.orchestrator;

import org.jspecify.annotations.NullMarked;

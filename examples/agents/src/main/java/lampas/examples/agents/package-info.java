/** An agent platform: an orchestrator and workers over Redis Streams. */
@NullMarked
package lampas.examples.agents;

import org.jspecify.annotations.NullMarked;

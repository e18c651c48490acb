/** A Redis by URL, or one that the platform starts itself, and the connections to it. */
@NullMarked
package lampas.examples.agents.redis;

import org.jspecify.annotations.NullMarked;

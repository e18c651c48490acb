/** The log of tasks in Redis Streams: accepted once, delivered at least once, finished once. */
@NullMarked
package lampas.examples.agents.queue;

import org.jspecify.annotations.NullMarked;

/** Clients that keep books of the tasks that they sent. */
@NullMarked
package lampas.examples.agents.load;

import org.jspecify.annotations.NullMarked;

/** What a task is: what a client asks for, and what became of it. */
@NullMarked
package lampas.examples.agents.task;

import org.jspecify.annotations.NullMarked;

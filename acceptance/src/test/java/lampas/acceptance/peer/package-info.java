/** Starts and asks programs: the packaged lampas, and the real ones of other people. */
@NullMarked
package lampas.acceptance.peer;

import org.jspecify.annotations.NullMarked;

/** One contract that every backend of the client keeps, and the table of where backends differ. */
@NullMarked
package lampas.acceptance.client;

import org.jspecify.annotations.NullMarked;

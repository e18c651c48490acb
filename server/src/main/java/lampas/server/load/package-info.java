/** Loads the samples of files into the store before the server answers. */
@NullMarked
package lampas.server.load;

import org.jspecify.annotations.NullMarked;

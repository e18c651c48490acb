/** Which build of Lampas this is. */
@NullMarked
package lampas.server.build;

import org.jspecify.annotations.NullMarked;

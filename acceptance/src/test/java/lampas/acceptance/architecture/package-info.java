/** The rules that keep the modules apart, read from the picture in the documentation. */
@NullMarked
package lampas.acceptance.architecture;

import org.jspecify.annotations.NullMarked;

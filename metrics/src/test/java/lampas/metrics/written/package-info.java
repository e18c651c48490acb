/** Reads what a registry writes, for tests of several packages. */
@NullMarked
package lampas.metrics.written;

import org.jspecify.annotations.NullMarked;

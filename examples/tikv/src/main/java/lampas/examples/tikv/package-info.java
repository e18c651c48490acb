/** A pretended TiKV cluster, to look at its metrics. */
@NullMarked
package lampas.examples.tikv;

import org.jspecify.annotations.NullMarked;

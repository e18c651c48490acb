/** Pretended stores: pages of metrics under TiKV's own names, with a load that is known exactly. */
@NullMarked
package lampas.examples.tikv.store;

import org.jspecify.annotations.NullMarked;

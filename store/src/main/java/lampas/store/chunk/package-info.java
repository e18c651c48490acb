/** The compressed form of samples: Prometheus's XOR chunk, bit by bit. */
@NullMarked
package lampas.store.chunk;

import org.jspecify.annotations.NullMarked;

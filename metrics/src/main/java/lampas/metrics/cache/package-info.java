/** Shows caches of any kind: hits, misses, loads, evictions, size. */
@NullMarked
package lampas.metrics.cache;

import org.jspecify.annotations.NullMarked;

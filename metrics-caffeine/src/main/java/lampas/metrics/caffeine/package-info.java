/** Metrics of Caffeine caches. */
@NullMarked
package lampas.metrics.caffeine;

import org.jspecify.annotations.NullMarked;

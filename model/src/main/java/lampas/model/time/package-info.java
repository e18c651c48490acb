/** Durations in the notation of Prometheus. */
@NullMarked
package lampas.model.time;

import org.jspecify.annotations.NullMarked;

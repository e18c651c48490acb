/** Brings the metrics of {@code io.prometheus} 1.x registries into Lampas, and the other way. */
@NullMarked
package lampas.metrics.prometheus;

import org.jspecify.annotations.NullMarked;

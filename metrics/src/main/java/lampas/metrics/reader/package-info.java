/** Reading what a target exposes: Prometheus's text format 0.0.4 and OpenMetrics 1.0. */
@NullMarked
package lampas.metrics.reader;

import org.jspecify.annotations.NullMarked;

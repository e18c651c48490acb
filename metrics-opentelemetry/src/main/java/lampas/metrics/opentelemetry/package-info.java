/** Exemplars that lead from a metric to the OpenTelemetry trace that was recorded with it. */
@NullMarked
package lampas.metrics.opentelemetry;

import org.jspecify.annotations.NullMarked;

package lampas.metrics.otlp;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.DoubleExemplarData;
import java.util.List;

/**
 * What every point has, whatever its kind.
 *
 * @param startNanos since the epoch, when the series was created; 0 if nobody knows
 * @param nanos since the epoch, when it was read
 */
record PointHead(
    long startNanos, long nanos, Attributes attributes, List<DoubleExemplarData> exemplars) {}

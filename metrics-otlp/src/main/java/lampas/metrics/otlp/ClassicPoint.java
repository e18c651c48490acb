package lampas.metrics.otlp;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.DoubleExemplarData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import java.util.List;

/** A histogram with explicit buckets and its exemplars, which the SDK's own factory lacks. */
final class ClassicPoint implements HistogramPointData {
  private final PointHead head;
  private final double sum;
  private final List<Double> bounds;
  private final List<Long> counts;

  ClassicPoint(PointHead head, double sum, List<Double> bounds, List<Long> counts) {
    this.head = head;
    this.sum = sum;
    this.bounds = bounds;
    this.counts = counts;
  }

  @Override
  public double getSum() {
    return sum;
  }

  @Override
  public long getCount() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public boolean hasMin() {
    return false;
  }

  @Override
  public double getMin() {
    return 0;
  }

  @Override
  public boolean hasMax() {
    return false;
  }

  @Override
  public double getMax() {
    return 0;
  }

  @Override
  public List<Double> getBoundaries() {
    return bounds;
  }

  @Override
  public List<Long> getCounts() {
    return counts;
  }

  @Override
  public List<DoubleExemplarData> getExemplars() {
    return head.exemplars();
  }

  @Override
  public long getStartEpochNanos() {
    return head.startNanos();
  }

  @Override
  public long getEpochNanos() {
    return head.nanos();
  }

  @Override
  public Attributes getAttributes() {
    return head.attributes();
  }
}

package lampas.metrics.otlp;

import io.opentelemetry.sdk.metrics.data.MetricData;
import java.util.ArrayList;
import java.util.List;

/** Metrics in requests of a bounded number of points. */
final class Batches {
  private final int maximumPoints;
  private final List<List<MetricData>> batches = new ArrayList<>();
  private List<MetricData> open = new ArrayList<>();
  private int points;

  Batches(int maximumPoints) {
    this.maximumPoints = maximumPoints;
  }

  /** Whether so many points more fill the request that is open. */
  boolean isFullWith(int more) {
    return points + more >= maximumPoints;
  }

  void add(MetricData metric) {
    open.add(metric);
    points += metric.getData().getPoints().size();
    if (isFullWith(0)) {
      close();
    }
  }

  List<List<MetricData>> all() {
    close();
    return batches;
  }

  private void close() {
    if (!open.isEmpty()) {
      batches.add(open);
      open = new ArrayList<>();
      points = 0;
    }
  }
}

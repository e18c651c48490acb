package lampas.metrics.otlp;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.resources.Resource;
import java.util.List;
import lampas.metrics.exposition.HistogramSnapshot;
import lampas.metrics.otlp.FamilyPoints.MetricName;
import lampas.model.label.LabelNames;
import lampas.model.number.GoNumber;

/**
 * Histograms whose counts may fall, which OTLP does not have: each series of a scrape is a gauge,
 * so that they arrive under their names.
 */
final class GaugeHistogramPoints {
  private final FamilyPoints<DoublePointData> buckets;
  private final FamilyPoints<DoublePointData> count;
  private final FamilyPoints<DoublePointData> sum;

  GaugeHistogramPoints(MetricName name) {
    buckets = FamilyPoints.gauge(new MetricName(name.name() + "_bucket", name.help(), ""));
    count = FamilyPoints.gauge(new MetricName(name.name() + "_gcount", name.help(), ""));
    sum = FamilyPoints.gauge(new MetricName(name.name() + "_gsum", name.help(), ""));
  }

  void add(PointHead head, List<Double> bounds, HistogramSnapshot histogram) {
    long below = 0;
    for (int i = 0; i < bounds.size(); i++) {
      below += histogram.count(i);
      add(buckets, head, bound(head, bounds.get(i)), (double) below);
    }
    add(buckets, head, bound(head, Double.POSITIVE_INFINITY), (double) histogram.count());
    add(count, head, head.attributes(), (double) histogram.count());
    add(sum, head, head.attributes(), histogram.sum());
  }

  int size() {
    return buckets.size() + count.size() + sum.size();
  }

  void flush(Resource resource, Batches into) {
    buckets.flush(resource, into);
    count.flush(resource, into);
    sum.flush(resource, into);
  }

  private static void add(
      FamilyPoints<DoublePointData> to, PointHead head, Attributes attributes, double value) {
    to.add(DoublePointData.create(0, head.nanos(), attributes, value, List.of()));
  }

  /* Bounds have a decimal point, as in expositions. */
  private static Attributes bound(PointHead head, double bound) {
    String text = GoNumber.format(bound);
    boolean isWhole = text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
    return head.attributes().toBuilder()
        .put(LabelNames.BUCKET_BOUND, isWhole ? text + ".0" : text)
        .build();
  }
}

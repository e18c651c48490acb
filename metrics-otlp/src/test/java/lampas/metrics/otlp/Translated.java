package lampas.metrics.otlp;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lampas.model.label.LabelNames;
import lampas.model.label.Labels;
import lampas.model.number.GoNumber;

/**
 * What a receiver that keeps Prometheus series makes of OTLP metrics: it puts units and {@code
 * _total} at the end of names that lack them, adds buckets up, and makes labels of attributes.
 *
 * <p>Source: OpenTelemetry, "Prometheus and OpenMetrics compatibility", from OTLP to Prometheus.
 */
final class Translated {
  private static final Map<String, String> WORDS =
      Map.of("s", "seconds", "By", "bytes", "Cel", "celsius", "1", "ratio", "%", "percent");

  private final Map<Labels, Double> samples = new TreeMap<>();

  static Map<Labels, Double> of(List<Metric> metrics) {
    Translated translated = new Translated();
    metrics.forEach(translated::add);
    return translated.samples;
  }

  private void add(Metric metric) {
    switch (metric.getDataCase()) {
      case SUM -> {
        String name = metric.getSum().getIsMonotonic() ? total(metric) : withUnit(metric);
        metric.getSum().getDataPointsList().forEach(point -> number(name, point));
      }
      case GAUGE -> {
        String name = withUnit(metric);
        metric.getGauge().getDataPointsList().forEach(point -> number(name, point));
      }
      case HISTOGRAM ->
          metric
              .getHistogram()
              .getDataPointsList()
              .forEach(point -> classic(withUnit(metric), point));
      case EXPONENTIAL_HISTOGRAM ->
          metric
              .getExponentialHistogram()
              .getDataPointsList()
              .forEach(point -> exponential(withUnit(metric), point));
      case SUMMARY ->
          metric
              .getSummary()
              .getDataPointsList()
              .forEach(point -> summary(withUnit(metric), point));
      case DATA_NOT_SET -> throw new AssertionError(metric.getName() + " has no data");
    }
  }

  private void number(String name, NumberDataPoint point) {
    put(name, point.getAttributesList(), Map.of(), point.getAsDouble());
  }

  private void classic(String name, HistogramDataPoint point) {
    double below = 0;
    for (int i = 0; i < point.getBucketCountsCount(); i++) {
      below += point.getBucketCounts(i);
      boolean last = i == point.getExplicitBoundsCount();
      String bound = last ? "+Inf" : bound(point.getExplicitBounds(i));
      put(name + "_bucket", point.getAttributesList(), Map.of("le", bound), below);
    }
    put(name + "_sum", point.getAttributesList(), Map.of(), point.getSum());
    put(name + "_count", point.getAttributesList(), Map.of(), (double) point.getCount());
  }

  /* A page of text shows the same of a native histogram. */
  private void exponential(String name, ExponentialHistogramDataPoint point) {
    put(
        name + "_bucket",
        point.getAttributesList(),
        Map.of("le", "+Inf"),
        (double) point.getCount());
    put(name + "_sum", point.getAttributesList(), Map.of(), point.getSum());
    put(name + "_count", point.getAttributesList(), Map.of(), (double) point.getCount());
  }

  private void summary(String name, SummaryDataPoint point) {
    point
        .getQuantileValuesList()
        .forEach(value ->
            put(
                name,
                point.getAttributesList(),
                Map.of("quantile", Double.toString(value.getQuantile())),
                value.getValue()));
    put(name + "_sum", point.getAttributesList(), Map.of(), point.getSum());
    put(name + "_count", point.getAttributesList(), Map.of(), (double) point.getCount());
  }

  private void put(String name, List<KeyValue> attributes, Map<String, String> more, double value) {
    Map<String, String> labels = new LinkedHashMap<>(more);
    attributes.forEach(
        attribute -> labels.put(attribute.getKey(), attribute.getValue().getStringValue()));
    labels.put(LabelNames.METRIC_NAME, name);
    if (samples.put(Labels.of(labels), value) != null) {
      throw new AssertionError(labels + " came twice");
    }
  }

  /* As Prometheus writes it: with a point unless there is an exponent. */
  private static String bound(double bound) {
    String text = GoNumber.format(bound);
    return text.matches("-?[0-9]+") ? text + ".0" : text;
  }

  private static String total(Metric metric) {
    return withUnit(metric).replaceFirst("_total$", "") + "_total";
  }

  private static String withUnit(Metric metric) {
    String unit = metric.getUnit();
    String word = unit.startsWith("{") ? "" : WORDS.getOrDefault(unit, unit);
    boolean has = Arrays.asList(metric.getName().split("_", -1)).contains(word);
    return word.isEmpty() || has ? metric.getName() : metric.getName() + "_" + word;
  }
}

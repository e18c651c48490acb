package lampas.metrics;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lampas.metrics.exposition.EncodedFamily;
import lampas.metrics.exposition.ExpositionWriter;
import lampas.metrics.exposition.HistogramSnapshot;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.MetricKind;
import lampas.model.error.ErrorKind;

/** What a collector measured at one scrape, sorted into its families. */
final class CollectedFamilies implements Measurements, Source.Gathered {
  private static final double[] NONE = {};

  /** One series, ready to be written. */
  private interface Series {
    void write(ExpositionWriter writer) throws IOException;
  }

  private static final class Collected {
    final EncodedFamily encoded;
    final List<Series> series = new ArrayList<>();
    final Set<List<String>> labelValues = new HashSet<>();

    Collected(EncodedFamily encoded) {
      this.encoded = encoded;
    }
  }

  private final Map<String, Collected> families = new LinkedHashMap<>();

  CollectedFamilies(Map<String, EncodedFamily> encoded) {
    encoded.forEach((name, family) -> families.put(name, new Collected(family)));
  }

  @Override
  public void value(MetricDefinition metric, double value, String... labelValues) {
    if (!isSingleValue(metric.kind())) {
      throw wrongKind(metric, "counter, gauge, info or unknown");
    }
    Collected family = family(metric, labelValues);
    byte[] labels = family.encoded.encodeLabels(labelValues);
    family.series.add(writer -> writer.value(labels, value, 0, null));
  }

  @Override
  public void states(MetricDefinition metric, Set<String> on, String... labelValues) {
    if (metric.kind() != MetricKind.STATE_SET) {
      throw wrongKind(metric, "stateset");
    }
    Collected family = family(metric, labelValues);
    byte[] labels = family.encoded.encodeLabels(labelValues);
    List<String> states = ((LabelDomain.Closed) metric.labels().getFirst().domain()).values();
    if (!states.containsAll(on)) {
      throw wrong("%s: states %s (expected: some of %s)".formatted(metric.name(), on, states));
    }
    long bits = 0;
    for (String state : on) {
      bits |= 1L << states.indexOf(state);
    }
    long found = bits;
    family.series.add(writer -> writer.states(labels, found));
  }

  @Override
  public void summary(MetricDefinition metric, long count, double sum, String... labelValues) {
    if (metric.kind() != MetricKind.SUMMARY) {
      throw wrongKind(metric, "summary");
    }
    Collected family = family(metric, labelValues);
    byte[] labels = family.encoded.encodeLabels(labelValues);
    family.series.add(writer -> writer.summary(labels, count, sum, NONE, NONE, 0));
  }

  @Override
  public void histogram(MetricDefinition metric, long[] counts, double sum, String... labelValues) {
    boolean hasBuckets =
        metric.kind() == MetricKind.HISTOGRAM || metric.kind() == MetricKind.GAUGE_HISTOGRAM;
    if (!hasBuckets || metric.buckets().isEmpty()) {
      throw wrongKind(metric, "histogram or gaugehistogram, with classic buckets");
    }
    int expected = metric.buckets().get().size() + 1;
    if (counts.length != expected) {
      throw wrong("%s: %s counts (expected: %s)".formatted(metric.name(), counts.length, expected));
    }
    Collected family = family(metric, labelValues);
    byte[] labels = family.encoded.encodeLabels(labelValues);
    long[] copy = counts.clone();
    family.series.add(writer -> {
      HistogramSnapshot snapshot = writer.borrowSnapshot().reset(copy.length);
      for (int i = 0; i < copy.length; i++) {
        snapshot.add(i, copy[i]);
      }
      snapshot.addToSum(sum);
      writer.histogram(labels, snapshot, 0);
    });
  }

  @Override
  public void write(ExpositionWriter writer, Set<String> names) throws IOException {
    for (Collected family : families.values()) {
      if (!family.series.isEmpty() && Source.isNamed(family.encoded.definition(), names)) {
        writer.begin(family.encoded);
        for (Series series : family.series) {
          series.write(writer);
        }
      }
    }
  }

  private Collected family(MetricDefinition metric, String[] labelValues) {
    Collected family = families.get(metric.name());
    if (family == null || !family.encoded.given().equals(metric)) {
      throw wrong(
          metric.name()
              + ": not a metric of this collector (expected: one of "
              + String.join(", ", families.keySet())
              + ")");
    }
    int labels = EncodedFamily.labelNames(metric).size();
    if (labelValues.length != labels) {
      throw wrong(
          "%s: %s label values (expected: %s)"
              .formatted(metric.name(), labelValues.length, labels));
    }
    if (!family.labelValues.add(List.of(labelValues))) {
      throw wrong(
          "%s: label values %s come twice (expected: once)"
              .formatted(metric.name(), List.of(labelValues)));
    }
    return family;
  }

  private static boolean isSingleValue(MetricKind kind) {
    return switch (kind) {
      case COUNTER, GAUGE, INFO, UNKNOWN -> true;
      case STATE_SET, HISTOGRAM, GAUGE_HISTOGRAM, SUMMARY -> false;
    };
  }

  private static MetricsException wrongKind(MetricDefinition metric, String expected) {
    return wrong(
        "%s: its kind is %s (expected: %s)"
            .formatted(metric.name(), metric.kind().openMetricsName(), expected));
  }

  private static MetricsException wrong(String message) {
    return new MetricsException(ErrorKind.USER, message);
  }
}

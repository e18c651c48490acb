package lampas.promql.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lampas.model.histogram.BucketCounts;
import lampas.model.histogram.NativeHistogram;
import lampas.model.label.LabelNames;
import lampas.model.label.Labels;
import lampas.promql.script.SeriesPoint.Value;

/** Classic histograms that are loaded, put together as native ones with custom buckets. */
final class ClassicHistograms {
  private static final String BUCKET = "_bucket";
  private static final String COUNT = "_count";
  private static final String SUM = "_sum";

  private final Map<Labels, TreeMap<Integer, Parts>> byLabels = new LinkedHashMap<>();

  private static final class Parts {
    private final TreeMap<Double, Double> cumulative = new TreeMap<>();
    private double count = Double.NaN;
    private boolean hasCount;
    private double sum;
  }

  void add(SeriesNotation series) {
    String name = series.labels().metricName();
    if (name.endsWith(BUCKET)) {
      PointParser.tryNumber(series.labels().valueOrEmpty(LabelNames.BUCKET_BOUND))
          .filter(bound -> !bound.isNaN())
          .ifPresent(bound ->
              add(series, BUCKET, (parts, value) -> parts.cumulative.putIfAbsent(bound, value)));
    } else if (name.endsWith(COUNT)) {
      add(
          series,
          COUNT,
          (parts, value) -> {
            parts.count = value;
            parts.hasCount = true;
          });
    } else if (name.endsWith(SUM)) {
      add(series, SUM, (parts, value) -> parts.sum = value);
    }
  }

  private interface Setter {
    void set(Parts parts, double value);
  }

  private void add(SeriesNotation series, String suffix, Setter setter) {
    String name = series.labels().metricName();
    Labels labels =
        series
            .labels()
            .without(LabelNames.BUCKET_BOUND)
            .with(LabelNames.METRIC_NAME, name.substring(0, name.length() - suffix.length()));
    TreeMap<Integer, Parts> parts = byLabels.computeIfAbsent(labels, ignored -> new TreeMap<>());
    for (int i = 0; i < series.points().size(); i++) {
      if (series.points().get(i) instanceof Value(double value)) {
        setter.set(parts.computeIfAbsent(i, ignored -> new Parts()), value);
      }
    }
  }

  void loadInto(SeriesFixture fixture, long stepMillis) {
    byLabels.forEach((labels, histograms) ->
        histograms.forEach(
            (step, parts) -> fixture.add(labels, step * stepMillis, convert(labels, parts))));
  }

  private static NativeHistogram convert(Labels labels, Parts parts) {
    double count = parts.count;
    if (!parts.hasCount && !parts.cumulative.isEmpty()) {
      count = parts.cumulative.lastEntry().getValue();
    } else if (!parts.hasCount) {
      count = 0;
    }
    parts.cumulative.putIfAbsent(Double.POSITIVE_INFINITY, count);
    List<Double> bounds = new ArrayList<>(parts.cumulative.keySet());
    double[] counts = new double[bounds.size()];
    int[] indices = new int[bounds.size()];
    double below = 0;
    for (int i = 0; i < counts.length; i++) {
      double upTo = parts.cumulative.getOrDefault(bounds.get(i), 0.0);
      if (!(upTo >= below)) {
        throw new ScriptException(
            "classic histogram %s: %s up to %s (expected: at least as many as below, %s)"
                .formatted(labels, upTo, bounds.get(i), below));
      }
      counts[i] = upTo - below;
      indices[i] = i;
      below = upTo;
    }
    if (below != count) {
      throw new ScriptException(
          "classic histogram %s: count %s (expected: as in the last bucket, %s)"
              .formatted(labels, count, below));
    }
    bounds.removeLast();
    return NativeHistogram.builder()
        .schema(NativeHistogram.CUSTOM_BUCKETS)
        .count(count)
        .sum(parts.sum)
        .positive(BucketCounts.of(indices, counts))
        .customBounds(bounds.stream().mapToDouble(Double::doubleValue).toArray())
        .build();
  }
}

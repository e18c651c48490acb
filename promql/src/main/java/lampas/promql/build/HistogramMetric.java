package lampas.promql.build;

import java.time.Duration;
import java.util.List;
import java.util.stream.DoubleStream;
import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.label.LabelNames;
import lampas.model.series.SampleValue;

/**
 * The series of a histogram, with classic buckets, native ones, or both.
 *
 * <p>Where a definition has both, {@link #quantile} and {@link #average} use the classic ones,
 * which every backend has.
 */
public final class HistogramMetric extends MetricHandle<HistogramMetric> {
  HistogramMetric(MetricDefinition definition, Selection selection) {
    super(definition, selection);
  }

  @Override
  HistogramMetric with(Selection changed) {
    return new HistogramMetric(definition(), changed);
  }

  /**
   * The quantile, 0 to 1, of what was observed within a window, by groups; {@code le} is kept by
   * itself.
   */
  public InstantVector quantile(double quantile, Duration window, Grouping grouping) {
    InstantVector rate = rate(window);
    Grouping kept = isClassic() ? grouping.keeping(LabelNames.BUCKET_BOUND) : grouping;
    return rate.sum(kept).histogramQuantile(quantile);
  }

  /** The mean of what was observed within a window, by groups. */
  public InstantVector average(Duration window, Grouping grouping) {
    return isClassic()
        ? sum().rate(window).sum(grouping).dividedBy(count().rate(window).sum(grouping))
        : rate(window).sum(grouping).call("histogram_avg");
  }

  /** How much each bucket grows per second: of the classic buckets if there are any. */
  public InstantVector rate(Duration window) {
    return isClassic() ? bucketsOver(window).rate() : histogramsOver(window).rate();
  }

  /** How many observations there were; of a histogram with classic buckets. */
  public CounterMetric count() {
    requireClassic("count");
    return new CounterMetric(definition(), definition().name() + "_count", selection());
  }

  /** The sum of the observations; of a histogram with classic buckets. */
  public CounterMetric sum() {
    requireClassic("sum");
    return new CounterMetric(definition(), definition().name() + "_sum", selection());
  }

  /** The newest value of each classic bucket, told apart by the label {@code le}. */
  public InstantVector buckets() {
    requireClassic("buckets");
    return selection().instant(bucketName(), Values.BUCKET_COUNTERS);
  }

  /** The samples of each classic bucket over a window. */
  public RangeVector bucketsOver(Duration window) {
    requireClassic("buckets");
    return selection().range(bucketName(), Values.BUCKET_COUNTERS, window);
  }

  /**
   * How many observations there were up to one of the bounds.
   *
   * @throws BuildException if the definition has no such bound
   */
  public CounterMetric countUpTo(double bound) {
    requireClassic("buckets");
    Buckets bounds = definition().buckets().orElseThrow();
    if (DoubleStream.of(bounds.toArray()).noneMatch(one -> one == bound)) {
      throw new BuildException(
          "%s: no bucket up to %s (expected: one of %s)"
              .formatted(definition().name(), SampleValue.format(bound), bounds));
    }
    String text = SampleValue.format(bound);
    /* Some libraries write the bound 1 as 1.0. */
    Condition condition =
        Condition.label(LabelNames.BUCKET_BOUND)
            .isOneOf(text.contains(".") ? List.of(text) : List.of(text, text + ".0"));
    Selection withBound =
        selection().withTargetLabels(List.of(LabelNames.BUCKET_BOUND)).where(condition);
    return new CounterMetric(definition(), bucketName(), withBound);
  }

  /** The newest native histogram of each series. */
  public InstantVector histograms() {
    requireNative();
    return selection().instant(definition().name(), Values.HISTOGRAM_COUNTERS);
  }

  /** The native histograms of each series over a window. */
  public RangeVector histogramsOver(Duration window) {
    requireNative();
    return selection().range(definition().name(), Values.HISTOGRAM_COUNTERS, window);
  }

  private String bucketName() {
    return definition().name() + "_bucket";
  }

  private boolean isClassic() {
    return definition().buckets().isPresent();
  }

  private void requireClassic(String what) {
    if (!isClassic()) {
      throw new BuildException(
          "%s: %s of native buckets only (expected: classic buckets; or histogram_count and such)"
              .formatted(definition().name(), what));
    }
  }

  private void requireNative() {
    if (definition().nativeBuckets().isEmpty()) {
      throw new BuildException(
          definition().name() + ": has no native buckets (expected: a definition with them)");
    }
  }
}

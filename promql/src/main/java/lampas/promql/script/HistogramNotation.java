package lampas.promql.script;

import java.util.ArrayList;
import java.util.List;
import lampas.model.histogram.BucketCounts;
import lampas.model.histogram.CounterReset;
import lampas.model.histogram.NativeHistogram;
import lampas.model.series.SampleValue;

/**
 * Native histograms as text, such as <code>{{schema:1 count:9 sum:12.5 buckets:[5 0 4]}}</code>.
 *
 * <p>Everything may be left out; it is then 0, empty or unknown. Between the braces, separated by
 * spaces, in any order:
 *
 * <ul>
 *   <li>{@code schema:1}: -4 to 8, or -53 for custom buckets
 *   <li>{@code count:9}, {@code sum:12.5}
 *   <li>{@code z_bucket:2}, {@code z_bucket_w:0.001}: the zero bucket's count and how far it
 *       reaches
 *   <li>{@code offset:-1}, {@code buckets:[5 0 4]}: the index of the first positive bucket, and
 *       what it and those after it count
 *   <li>{@code n_offset:0}, {@code n_buckets:[1]}: the same for negative buckets
 *   <li>{@code custom_values:[5 10]}: the upper bounds of custom buckets
 *   <li>{@code counter_reset_hint:gauge}: or {@code unknown}, {@code reset}, {@code not_reset}
 * </ul>
 */
public final class HistogramNotation {
  /* Gaps cannot be left out: two buckets at the ends of the range of indices would not fit. */
  private static final long WIDEST = 10_000;

  private HistogramNotation() {}

  /**
   * The histogram that a text describes.
   *
   * @throws ScriptException if it describes none
   */
  public static NativeHistogram parse(String text) {
    return HistogramParser.parse(text).histogram();
  }

  /** The text of a histogram. */
  public static String format(NativeHistogram histogram) {
    List<String> parts = new ArrayList<>();
    if (histogram.schema() != 0) {
      parts.add("schema:" + histogram.schema());
    }
    add(parts, "count", histogram.count());
    add(parts, "sum", histogram.sum());
    add(parts, "z_bucket", histogram.zeroCount());
    add(parts, "z_bucket_w", histogram.zeroThreshold());
    if (histogram.hasCustomBuckets()) {
      StringBuilder bounds = new StringBuilder();
      for (double bound : histogram.customBounds()) {
        bounds.append(bounds.isEmpty() ? "" : " ").append(SampleValue.format(bound));
      }
      parts.add("custom_values:[" + bounds + "]");
    }
    if (histogram.counterReset() != CounterReset.UNKNOWN) {
      parts.add("counter_reset_hint:" + HistogramParser.name(histogram.counterReset()));
    }
    addBuckets(parts, "", histogram.positive());
    addBuckets(parts, "n_", histogram.negative());
    return "{{" + String.join(" ", parts) + "}}";
  }

  private static void add(List<String> parts, String key, double value) {
    if (value != 0) {
      parts.add(key + ":" + SampleValue.format(value));
    }
  }

  private static void addBuckets(List<String> parts, String prefix, BucketCounts buckets) {
    if (buckets.isEmpty()) {
      return;
    }
    int first = buckets.index(0);
    long width = (long) buckets.index(buckets.size() - 1) - first + 1;
    if (width > WIDEST) {
      parts.add(prefix + "buckets:" + buckets);
      return;
    }
    if (first != 0) {
      parts.add(prefix + "offset:" + first);
    }
    StringBuilder counts = new StringBuilder();
    int position = 0;
    for (int i = 0; i < width; i++) {
      boolean filled = buckets.index(position) == first + i;
      counts.append(i == 0 ? "" : " ");
      counts.append(filled ? SampleValue.format(buckets.count(position++)) : "0");
    }
    parts.add(prefix + "buckets:[" + counts + "]");
  }
}

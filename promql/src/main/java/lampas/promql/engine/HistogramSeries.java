package lampas.promql.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lampas.model.histogram.NativeHistogram;
import lampas.model.label.LabelNames;
import lampas.model.label.Labels;
import lampas.model.series.SampleValue;
import lampas.promql.column.Column;
import lampas.promql.column.Steps;
import lampas.promql.function.ClassicBuckets;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.StringText;
import org.jspecify.annotations.Nullable;

/** The histograms of a vector, classic and native ones under the labels that they share. */
final class HistogramSeries {
  private final QueryRun run;
  private final Expression vector;
  private final Map<Labels, Member> members = new LinkedHashMap<>();
  private final List<Column> read;

  private HistogramSeries(QueryRun run, Expression vector, List<Column> read) {
    this.run = run;
    this.vector = vector;
    this.read = read;
  }

  static HistogramSeries read(Evaluator evaluator, Expression vector, Steps steps, QueryRun run) {
    List<Column> columns = evaluator.columns(vector, steps);
    HistogramSeries series = new HistogramSeries(run, vector, columns);
    columns.forEach(series::add);
    series.members.values().forEach(Member::sort);
    return series;
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Bucket(double bound, double[] counts) {}

  /** The histograms of one set of labels. */
  final class Member {
    private final Labels labels;
    private final List<Bucket> buckets = new ArrayList<>();
    private @Nullable Column natives;

    private Member(Labels labels) {
      this.labels = labels;
    }

    private void sort() {
      buckets.sort(Comparator.comparingDouble(bucket -> bucket.bound));
    }

    Labels labels() {
      return labels;
    }

    /** The metric's name as remarks give it: not where names go at once. */
    String metric() {
      return nameOf(labels);
    }

    /** A place for the buckets of one step. */
    ClassicBuckets room() {
      return new ClassicBuckets(buckets.size(), run.dialect());
    }

    /** Fills in the classic buckets of a step. */
    void fill(ClassicBuckets into, int step) {
      into.clear();
      for (Bucket bucket : buckets) {
        if (Column.isPresent(bucket.counts[step])) {
          into.add(bucket.bound, bucket.counts[step]);
        }
      }
    }

    @Nullable NativeHistogram nativeHistogram(int step) {
      return natives == null ? null : natives.histogram(step);
    }
  }

  Collection<Member> members() {
    return members.values();
  }

  /** Says that there were histograms of both kinds at one step. */
  void remarkOnMixture(Member member) {
    run.remarks()
        .warn(
            "vector contains a mix of classic and native histograms" + forMetric(member.metric()),
            vector.span());
  }

  static String forMetric(String name) {
    return name.isEmpty() ? "" : " for metric name " + StringText.quote(name);
  }

  private String nameOf(Labels labels) {
    return run.removesNamesAtOnce() ? "" : labels.metricName();
  }

  private void add(Column column) {
    if (column.histograms() != null) {
      member(column.labels()).natives = column;
    }
    if (column.presentCount() > 0) {
      addBucket(column);
    }
  }

  private void addBucket(Column column) {
    String text = column.labels().valueOrEmpty(LabelNames.BUCKET_BOUND);
    Optional<Double> bound = bound(text);
    if (bound.isPresent()) {
      member(column.labels().without(LabelNames.BUCKET_BOUND))
          .buckets
          .add(new Bucket(bound.get(), column.values()));
      return;
    }
    run.remarks()
        .warn(
            "bucket label \"le\" is missing or has a malformed value of %s%s"
                .formatted(StringText.quote(text), forMetric(nameOf(column.labels()))),
            vector.span());
  }

  private Member member(Labels labels) {
    return members.computeIfAbsent(labels, Member::new);
  }

  /* Infinity may be written in any way that Go reads. */
  private static Optional<Double> bound(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "inf", "+inf", "infinity", "+infinity" -> Optional.of(Double.POSITIVE_INFINITY);
      case "-inf", "-infinity" -> Optional.of(Double.NEGATIVE_INFINITY);
      default -> {
        try {
          yield Optional.of(SampleValue.parse(text));
        } catch (NumberFormatException notABound) {
          yield Optional.empty();
        }
      }
    };
  }

  /** Gives back all that was read. */
  void give() {
    read.forEach(run::give);
  }
}

package lampas.promql.engine;

import java.util.Map;
import lampas.promql.function.WindowFinding;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Span;
import lampas.promql.syntax.StringText;

/** Puts into words what a function over windows with histograms finds out. */
final class WindowRemarks {
  private WindowRemarks() {}

  /** How many windows of all series had samples that overlap. */
  private record Overlaps(String metric, int count) implements Remark {
    @Override
    public Level level() {
      return Level.WARNING;
    }

    @Override
    public String message() {
      return "sample has start time that overlaps with previous sample timestamp for metric "
          + metric;
    }

    @Override
    public String details() {
      return count > 1 ? " (" + count + " occurrences)" : "";
    }

    @Override
    public Remark after(Remark earlier) {
      return earlier instanceof Overlaps overlaps
          ? new Overlaps(metric, count + overlaps.count)
          : this;
    }
  }

  static void add(
      Map<WindowFinding, Integer> findings, String metric, Expression range, Remarks remarks) {
    findings.forEach(
        (finding, count) -> add(finding, count, StringText.quote(metric), range.span(), remarks));
  }

  private static void add(
      WindowFinding finding, int count, String metric, Span span, Remarks remarks) {
    switch (finding) {
      case MIXED_SAMPLES ->
          remarks.warn(
              "encountered a mix of histograms and floats for metric name " + metric, span);
      case HISTOGRAMS_IGNORED ->
          remarks.inform(
              "ignored histograms in a range containing both floats and histograms for metric name "
                  + metric,
              span);
      case NOT_A_COUNTER ->
          remarks.warn("this native histogram metric is not a counter: " + metric, span);
      case NOT_A_GAUGE ->
          remarks.warn("this native histogram metric is not a gauge: " + metric, span);
      case MIXED_SCHEMAS ->
          remarks.warn(
              "vector contains a mix of histograms with exponential and custom buckets schemas for"
                  + " metric name "
                  + metric,
              span);
      case BOUNDS_RECONCILED_IN_ADDITION -> reconciled("addition", span, remarks);
      case BOUNDS_RECONCILED_IN_SUBTRACTION -> reconciled("subtraction", span, remarks);
      case BOUNDS_RECONCILED_IN_AGGREGATION -> reconciled("aggregation", span, remarks);
      case START_TIMES_OVERLAP -> remarks.add(new Overlaps(metric, count), span);
      case RESETS_COLLIDE ->
          remarks.warn("conflicting counter resets during histogram aggregation", span);
    }
  }

  private static void reconciled(String operation, Span span, Remarks remarks) {
    remarks.inform("mismatched custom buckets were reconciled during " + operation, span);
  }
}

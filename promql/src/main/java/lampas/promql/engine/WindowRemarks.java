package lampas.promql.engine;

import java.util.Set;
import lampas.promql.function.WindowFinding;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Span;
import lampas.promql.syntax.StringText;

/** Puts into words what a function over windows with histograms finds out. */
final class WindowRemarks {
  private WindowRemarks() {}

  static void add(Set<WindowFinding> findings, String metric, Expression range, Remarks remarks) {
    for (WindowFinding finding : findings) {
      add(finding, StringText.quote(metric), range.span(), remarks);
    }
  }

  private static void add(WindowFinding finding, String metric, Span span, Remarks remarks) {
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
      case START_TIMES_OVERLAP ->
          remarks.warn(
              "sample has start time that overlaps with previous sample timestamp for metric "
                  + metric,
              span);
      case RESETS_COLLIDE ->
          remarks.warn("conflicting counter resets during histogram aggregation", span);
    }
  }

  private static void reconciled(String operation, Span span, Remarks remarks) {
    remarks.inform("mismatched custom buckets were reconciled during " + operation, span);
  }
}

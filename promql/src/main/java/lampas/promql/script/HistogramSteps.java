package lampas.promql.script;

import lampas.model.histogram.HistogramSum;
import lampas.model.histogram.NativeHistogram;

/** From one histogram of a series in script notation to the next. */
final class HistogramSteps {
  private HistogramSteps() {}

  static NativeHistogram plus(NativeHistogram value, NativeHistogram change) {
    HistogramSum sum = sum(value, change);
    sum.add(change);
    return sum.toHistogram();
  }

  static NativeHistogram minus(NativeHistogram value, NativeHistogram change) {
    HistogramSum sum = sum(value, change);
    sum.subtract(change);
    return sum.toHistogram();
  }

  /* A change of lower resolution would coarsen the series step by step. */
  private static HistogramSum sum(NativeHistogram value, NativeHistogram change) {
    HistogramSum sum = HistogramSum.of(value);
    if (!sum.isCompatibleWith(change) || value.schema() > change.schema()) {
      throw new ScriptException(
          "histogram of schema %d after one of %d (expected: the same or a higher one)"
              .formatted(change.schema(), value.schema()));
    }
    return sum;
  }
}

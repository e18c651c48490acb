package lampas.promql.script;

import lampas.model.histogram.HistogramSum;
import lampas.model.histogram.NativeHistogram;

/** From one histogram of a series in script notation to the next. */
final class HistogramSteps {
  private HistogramSteps() {}

  static NativeHistogram plus(NativeHistogram value, NativeHistogram change) {
    HistogramSum sum = HistogramSum.of(value);
    sum.add(change);
    sum.counterReset(value.counterReset());
    return sum.toHistogram();
  }

  static NativeHistogram minus(NativeHistogram value, NativeHistogram change) {
    HistogramSum difference = HistogramSum.of(value);
    difference.subtract(change);
    difference.counterReset(value.counterReset());
    return difference.toHistogram();
  }
}

package lampas.promql.aggregate;

import java.util.function.Consumer;
import lampas.model.histogram.CounterReset;
import lampas.model.histogram.HistogramSum;
import lampas.model.histogram.NativeHistogram;
import lampas.promql.function.HistogramMean;

/** The histograms of one group at one step as one. */
abstract sealed class HistogramTotal permits HistogramTotal.Sum, HistogramTotal.Mean {
  private final NativeHistogram first;
  private boolean incompatible;
  private boolean reset;
  private boolean notReset;

  private HistogramTotal(NativeHistogram first) {
    this.first = first;
    noteReset(first);
  }

  NativeHistogram first() {
    return first;
  }

  /** Whether exponential and custom buckets met. */
  boolean isIncompatible() {
    return incompatible;
  }

  /** Adds a histogram, unless some were not compatible. */
  void add(NativeHistogram histogram, Consumer<Finding> findings) {
    if (incompatible) {
      return;
    }
    noteReset(histogram);
    if (first.hasCustomBuckets() != histogram.hasCustomBuckets()) {
      incompatible = true;
      findings.accept(Finding.MIXED_SCHEMAS);
    } else if (include(histogram).boundsReconciled()) {
      findings.accept(Finding.BOUNDS_RECONCILED);
    }
  }

  /** The result, if all were compatible. */
  NativeHistogram finish(Consumer<Finding> findings) {
    if (reset && notReset) {
      findings.accept(Finding.RESETS_COLLIDE);
    }
    return result();
  }

  abstract HistogramSum.Remarks include(NativeHistogram histogram);

  abstract NativeHistogram result();

  private void noteReset(NativeHistogram histogram) {
    reset |= histogram.counterReset() == CounterReset.RESET;
    notReset |= histogram.counterReset() == CounterReset.NOT_RESET;
  }

  /** Their sum. */
  static final class Sum extends HistogramTotal {
    private final HistogramSum sum;

    Sum(NativeHistogram first) {
      super(first);
      this.sum = HistogramSum.of(first);
    }

    @Override
    HistogramSum.Remarks include(NativeHistogram histogram) {
      return sum.add(histogram);
    }

    @Override
    NativeHistogram result() {
      return sum.toHistogram();
    }
  }

  /** Their mean: the sum divided by the number, or, once the sum would overflow, carried along. */
  static final class Mean extends HistogramTotal {
    private final HistogramMean mean;

    Mean(NativeHistogram first) {
      super(first);
      this.mean = new HistogramMean(first);
    }

    @Override
    HistogramSum.Remarks include(NativeHistogram histogram) {
      return mean.add(histogram);
    }

    @Override
    NativeHistogram result() {
      return mean.toHistogram();
    }
  }
}

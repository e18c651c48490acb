package lampas.promql.column;

import java.util.Arrays;
import lampas.model.histogram.NativeHistogram;
import lampas.model.label.Labels;
import org.jspecify.annotations.Nullable;

/**
 * A column that is filled step by step; it has slots for histograms only once there is one.
 *
 * <p>Not thread-safe.
 */
public final class ColumnWriter {
  private final ColumnPool pool;
  private final double[] values;
  private @Nullable NativeHistogram @Nullable [] histograms;

  /** A column without anything. */
  public ColumnWriter(ColumnPool pool, int steps) {
    this.pool = pool;
    this.values = pool.take(steps);
    Arrays.fill(values, Column.ABSENT);
  }

  /** Puts a number where nothing is yet. */
  public void put(int step, double value) {
    values[step] = value;
  }

  /** Puts a histogram where nothing is yet. */
  public void put(int step, NativeHistogram histogram) {
    if (histograms == null) {
      histograms = pool.takeHistograms(values.length);
    }
    histograms[step] = pool.hold(histogram);
  }

  /** Puts what a column has at a step, if anything. */
  public void copy(int step, Column from) {
    NativeHistogram histogram = from.histogram(step);
    if (histogram == null) {
      put(step, from.values()[step]);
    } else {
      put(step, histogram);
    }
  }

  /** Whether there is something at a step. */
  public boolean isPresent(int step) {
    return Column.isPresent(values[step]) || (histograms != null && histograms[step] != null);
  }

  /** The column, which must not be written any more. */
  public Column column(Labels labels, boolean dropsName) {
    return new Column(labels, dropsName, values, histograms);
  }
}

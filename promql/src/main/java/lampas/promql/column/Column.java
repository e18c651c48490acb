package lampas.promql.column;

import java.util.BitSet;
import lampas.model.histogram.NativeHistogram;
import lampas.model.label.Labels;
import lampas.model.series.SampleValue;
import org.jspecify.annotations.Nullable;

/**
 * One series' values at all steps of an evaluation.
 *
 * <p>A column has one owner, who may change its values; it is handed on with that right. Not
 * thread-safe.
 *
 * @param labels the series' labels
 * @param dropsName whether the metric name goes when the query is done (delayed name removal)
 * @param values a value for each step, {@link #ABSENT} where there is none
 * @param histograms a native histogram for each step at which there is one, where values has {@link
 *     #ABSENT}; null, as for most series, if there is none at all
 */
@SuppressWarnings("ArrayRecordComponent")
public record Column(
    Labels labels,
    boolean dropsName,
    double[] values,
    @Nullable NativeHistogram @Nullable [] histograms) {
  /*
   * Absence is a value of its own rather than a bit set: one array to walk instead of two. The bits
   * are those of the staleness marker, a signalling NaN that arithmetic never yields and that
   * selectors never let through.
   */
  /** What stands where a series has no value; compare with {@link #isAbsent}, never with ==. */
  public static final double ABSENT = SampleValue.STALE;

  /** A column without histograms. */
  public Column(Labels labels, boolean dropsName, double[] values) {
    this(labels, dropsName, values, null);
  }

  /** Whether there is no value. */
  public static boolean isAbsent(double value) {
    return Double.isNaN(value) && SampleValue.isStale(value);
  }

  /** Whether there is a value. */
  public static boolean isPresent(double value) {
    return !Double.isNaN(value) || !SampleValue.isStale(value);
  }

  /** The same values under other labels. */
  public Column withLabels(Labels labels, boolean dropsName) {
    return new Column(labels, dropsName, values, histograms);
  }

  /** Whether there is a value or a histogram at a step. */
  public boolean isPresent(int step) {
    return isPresent(values[step]) || (histograms != null && histograms[step] != null);
  }

  /** The histogram at a step, null if there is none. */
  public @Nullable NativeHistogram histogram(int step) {
    return histograms == null ? null : histograms[step];
  }

  /** Removes what is there at a step. */
  public void clear(int step, ColumnPool pool) {
    values[step] = ABSENT;
    NativeHistogram histogram = histogram(step);
    if (histogram != null && histograms != null) {
      pool.release(histogram);
      histograms[step] = null;
    }
  }

  /** The numbers without the histograms, which are given back. */
  public Column withoutHistograms(ColumnPool pool) {
    if (histograms == null) {
      return this;
    }
    pool.giveHistograms(histograms);
    return new Column(labels, dropsName, values);
  }

  /** Adds the steps at which there is something. */
  public void markPresent(BitSet present) {
    for (int i = 0; i < values.length; i++) {
      if (isPresent(values[i])) {
        present.set(i);
      }
    }
    if (histograms != null) {
      for (int i = 0; i < histograms.length; i++) {
        if (histograms[i] != null) {
          present.set(i);
        }
      }
    }
  }

  /** How many numbers there are, histograms not counted. */
  public int presentCount() {
    int count = 0;
    for (double value : values) {
      count += isPresent(value) ? 1 : 0;
    }
    return count;
  }

  /** Whether there is neither a value nor a histogram at any step. */
  public boolean isEmpty() {
    for (double value : values) {
      if (isPresent(value)) {
        return false;
      }
    }
    if (histograms != null) {
      for (NativeHistogram histogram : histograms) {
        if (histogram != null) {
          return false;
        }
      }
    }
    return true;
  }
}

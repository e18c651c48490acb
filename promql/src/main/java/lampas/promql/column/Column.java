package lampas.promql.column;

import lampas.model.label.Labels;
import lampas.model.series.SampleValue;

/**
 * One series' values at all steps of an evaluation.
 *
 * <p>A column has one owner, who may change its values; it is handed on with that right. Not
 * thread-safe.
 *
 * @param labels the series' labels
 * @param dropsName whether the metric name goes when the query is done (delayed name removal)
 * @param values a value for each step, {@link #ABSENT} where there is none
 */
@SuppressWarnings("ArrayRecordComponent")
public record Column(Labels labels, boolean dropsName, double[] values) {
  /*
   * Absence is a value of its own rather than a bit set: one array to walk instead of two. The bits
   * are those of the staleness marker, a signalling NaN that arithmetic never yields and that
   * selectors never let through.
   */
  /** What stands where a series has no value; compare with {@link #isAbsent}, never with ==. */
  public static final double ABSENT = SampleValue.STALE;

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
    return new Column(labels, dropsName, values);
  }

  /** How many values there are. */
  public int presentCount() {
    int count = 0;
    for (double value : values) {
      count += isPresent(value) ? 1 : 0;
    }
    return count;
  }

  /** Whether there is no value at any step. */
  public boolean isEmpty() {
    for (double value : values) {
      if (isPresent(value)) {
        return false;
      }
    }
    return true;
  }
}

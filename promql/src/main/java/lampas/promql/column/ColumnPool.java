package lampas.promql.column;

import lampas.model.histogram.NativeHistogram;
import org.jspecify.annotations.Nullable;

/**
 * Where operators take the arrays of columns from and give them back to; what is taken counts
 * against the query's limit until it is given.
 *
 * <p>Histograms are held one by one, wherever a column refers to one: the slots of an array are
 * taken empty, and whoever fills one holds its histogram, whoever empties one releases it.
 */
public interface ColumnPool {
  /** Ends the query if somebody wants it to end; for loops that go on for long without taking. */
  void checkAlive();

  /** An array whose content is not defined. */
  double[] take(int length);

  /** Takes back an array that nobody uses any more. */
  void give(double[] values);

  /** An array of empty slots. */
  @Nullable NativeHistogram[] takeHistograms(int length);

  /** Counts a histogram that is put into a slot, and returns it. */
  NativeHistogram hold(NativeHistogram histogram);

  /** No longer counts a histogram that is taken out of its slot. */
  void release(NativeHistogram histogram);

  /** Takes back slots that nobody uses any more, with all that is in them. */
  void giveHistograms(@Nullable NativeHistogram @Nullable [] histograms);

  /** Takes back all of a column. */
  default void give(Column column) {
    give(column.values());
    giveHistograms(column.histograms());
  }
}

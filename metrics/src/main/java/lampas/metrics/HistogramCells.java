package lampas.metrics;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import lampas.metrics.exposition.HistogramSnapshot;

/**
 * Where observations are counted; a histogram has one of it, or several once threads have met.
 *
 * <p>Thread-safe without locks.
 */
abstract sealed class HistogramCells permits ClassicCells, NativeCells {
  static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

  /** Counts a value, unless another thread gets in between: then nothing is counted. */
  abstract boolean tryObserve(double value);

  /** Counts a value. */
  final void observe(double value) {
    while (!tryObserve(value)) {
      Thread.onSpinWait();
    }
  }

  /** Adds what was counted here. */
  abstract void addTo(HistogramSnapshot into);

  abstract double sum();

  static boolean tryIncrement(long[] cells, int index) {
    long before = (long) LONGS.getOpaque(cells, index);
    return LONGS.compareAndSet(cells, index, before, before + 1);
  }

  /* A double that is kept as its bits. */
  static void addDouble(long[] cells, int index, double amount) {
    long before;
    do {
      before = (long) LONGS.getOpaque(cells, index);
    } while (!LONGS.compareAndSet(
        cells,
        index,
        before,
        Double.doubleToRawLongBits(Double.longBitsToDouble(before) + amount)));
  }

  static double readDouble(long[] cells, int index) {
    return Double.longBitsToDouble((long) LONGS.getVolatile(cells, index));
  }
}

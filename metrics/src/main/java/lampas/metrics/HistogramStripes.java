package lampas.metrics;

import lampas.model.catalogue.NativeBuckets;

/**
 * Cells for threads that record one histogram at the same time, each mostly in its own.
 *
 * <p>Made when two threads have met; a histogram that one thread at a time records needs none.
 */
final class HistogramStripes {
  /* Twice the processors, so that two threads seldom have the same; a power of two, at most 16. */
  private static final int COUNT =
      Math.min(16, Integer.highestOneBit(2 * Runtime.getRuntime().availableProcessors() - 1) << 1);

  private final HistogramCells[] cells = new HistogramCells[COUNT];

  HistogramStripes(BucketLayout layout) {
    NativeBuckets sparse = layout.sparse;
    for (int i = 0; i < COUNT; i++) {
      cells[i] = sparse == null ? ClassicCells.padded(layout) : NativeCells.padded(layout, sparse);
    }
  }

  void observe(double value) {
    int own = (int) ((Thread.currentThread().threadId() * 0x9e3779b97f4a7c15L) >>> 32);
    for (int i = 0; i < COUNT; i++) {
      if (cells[(own + i) & (COUNT - 1)].tryObserve(value)) {
        return;
      }
    }
    cells[own & (COUNT - 1)].observe(value);
  }

  HistogramCells[] cells() {
    return cells;
  }
}

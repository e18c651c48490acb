package lampas.metrics;

import lampas.metrics.exposition.HistogramSnapshot;

/** Counts of classic buckets, one after the other, and behind them the sum. */
final class ClassicCells extends HistogramCells {
  private final BucketLayout layout;
  private final long[] cells;
  /* Cells of different threads stand so far apart that they never share a line of the cache. */
  private final int start;

  private ClassicCells(BucketLayout layout, int padding) {
    this.layout = layout;
    this.start = padding;
    this.cells = new long[padding + layout.classicBuckets() + 1 + padding];
  }

  static ClassicCells compact(BucketLayout layout) {
    return new ClassicCells(layout, 0);
  }

  static ClassicCells padded(BucketLayout layout) {
    return new ClassicCells(layout, 8);
  }

  @Override
  boolean tryObserve(double value) {
    if (!tryIncrement(cells, start + layout.classic(value))) {
      return false;
    }
    addDouble(cells, start + layout.classicBuckets(), value);
    return true;
  }

  @Override
  void addTo(HistogramSnapshot into) {
    for (int i = 0; i < layout.classicBuckets(); i++) {
      into.add(i, (long) LONGS.getVolatile(cells, start + i));
    }
    into.addToSum(sum());
  }

  @Override
  double sum() {
    return readDouble(cells, start + layout.classicBuckets());
  }
}

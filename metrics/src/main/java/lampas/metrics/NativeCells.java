package lampas.metrics;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import lampas.metrics.exposition.HistogramSnapshot;
import lampas.model.catalogue.NativeBuckets;
import lampas.model.histogram.BucketBounds;
import org.jspecify.annotations.Nullable;

/**
 * Counts of native buckets, and of classic ones along with them.
 *
 * <p>Values over more orders of magnitude than the memory allows go on in a coarser schema; what
 * the finer one has counted stays where it is and is added at each scrape.
 */
final class NativeCells extends HistogramCells {
  private static final int COARSEST = -4;
  private static final VarHandle LEVEL;

  static {
    try {
      LEVEL = MethodHandles.lookup().findVarHandle(NativeCells.class, "level", Level.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The counts of one schema, and the level with the finer one that came before. */
  private record Level(
      CellCode code, SparseCells positive, SparseCells negative, @Nullable Level finer) {
    static Level of(CellCode code, @Nullable Level finer) {
      return new Level(code, new SparseCells(), new SparseCells(), finer);
    }
  }

  private final BucketLayout layout;
  private final NativeBuckets sparse;
  private final double zeroThreshold;
  /* The zero bucket, and the sum behind it. */
  private final long[] totals;
  private final int start;
  private volatile Level level;

  private NativeCells(BucketLayout layout, NativeBuckets sparse, int padding) {
    this.layout = layout;
    this.sparse = sparse;
    this.zeroThreshold = sparse.zeroThreshold();
    this.totals = new long[padding + 2 + padding];
    this.start = padding;
    this.level = Level.of(layout.code(sparse.schema()), null);
  }

  static NativeCells compact(BucketLayout layout, NativeBuckets sparse) {
    return new NativeCells(layout, sparse, 0);
  }

  static NativeCells padded(BucketLayout layout, NativeBuckets sparse) {
    return new NativeCells(layout, sparse, 8);
  }

  @Override
  boolean tryObserve(double value) {
    boolean counted =
        Math.abs(value) <= zeroThreshold ? tryIncrement(totals, start) : tryCount(value);
    if (counted) {
      addDouble(totals, start + 1, value);
    }
    return counted;
  }

  private boolean tryCount(double value) {
    Level level = this.level;
    int code = level.code.of(value);
    SparseCells cells = value > 0 ? level.positive : level.negative;
    long[] segment = cells.find(code);
    if (segment != null) {
      return SparseCells.tryIncrement(segment, code);
    }
    if (level.positive.segments() + level.negative.segments() < sparse.maximumBuckets()
        || level.code.schema() == COARSEST) {
      cells.make(code);
    } else {
      Level coarser = Level.of(layout.code(level.code.schema() - 1), level);
      LEVEL.compareAndSet(this, level, coarser);
    }
    return tryCount(value);
  }

  /** The coarsest schema in which something was counted. */
  int schema() {
    return level.code.schema();
  }

  @Override
  void addTo(HistogramSnapshot into) {
    boolean classic = layout.classicBuckets() > 0;
    long zeros = (long) LONGS.getVolatile(totals, start);
    if (classic && zeros > 0) {
      into.add(layout.classic(0), zeros);
    }
    into.addToZero(zeros);
    for (Level level = this.level; level != null; level = level.finer) {
      CellCode code = level.code;
      level.positive.forEach((cell, count) -> {
        int bucket = code.classicOfPositive(cell);
        if (classic) {
          into.add(bucket, count);
        }
        int index = BucketBounds.coarser(cell - bucket, code.schema(), into.schema());
        into.positive().add(index, count);
      });
      level.negative.forEach((cell, count) -> {
        int bucket = code.classicOfNegative(cell);
        if (classic) {
          into.add(bucket, count);
        }
        int index = BucketBounds.coarser(cell + bucket, code.schema(), into.schema());
        into.negative().add(index, count);
      });
    }
    into.addToSum(sum());
  }

  @Override
  double sum() {
    return readDouble(totals, start + 1);
  }
}

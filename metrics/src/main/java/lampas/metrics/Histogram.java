package lampas.metrics;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.DoubleAdder;
import lampas.metrics.exposition.ExpositionWriter;

/**
 * A distribution of observations over the buckets of its definition.
 *
 * <p>A bucket counts the observations up to and including its bound. Thread-safe.
 */
public final class Histogram extends Instrument {
  private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(long[].class);

  private final double[] bounds;
  /* One for each bound and one for +Inf. The count of all is their sum, so the two cannot differ. */
  private final long[] counts;
  private final DoubleAdder sum = new DoubleAdder();

  Histogram(Family<?> family, byte[] encodedLabels, int hash) {
    super(family, encodedLabels, hash);
    this.bounds = family.bounds();
    this.counts = new long[bounds.length + 1];
  }

  /**
   * Counts a value, in the unit of the definition.
   *
   * <p>A value that is infinite or not a number is ignored, and counted in {@code
   * lampas_metrics_ignored_amounts_total}: the sum could never recover from it.
   */
  public void observe(double value) {
    if (!Double.isFinite(value)) {
      family.ignoredAmount();
      return;
    }
    double[] bounds = this.bounds;
    int bucket = 0;
    while (bucket < bounds.length && value > bounds[bucket]) {
      bucket++;
    }
    COUNT.getAndAdd(counts, bucket, 1L);
    sum.add(value);
  }

  /** How many values were observed. */
  public long count() {
    long count = 0;
    for (int i = 0; i < counts.length; i++) {
      count += count(i);
    }
    return count;
  }

  /** The sum of the observed values. */
  public double sum() {
    return sum.sum();
  }

  @Override
  void write(ExpositionWriter writer) throws IOException {
    long[] snapshot = writer.borrowCounts(counts.length);
    for (int i = 0; i < snapshot.length; i++) {
      snapshot[i] = count(i);
    }
    writer.histogram(encodedLabels, snapshot, sum.sum());
  }

  private long count(int bucket) {
    return (long) COUNT.getVolatile(counts, bucket);
  }
}

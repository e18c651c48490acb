package lampas.metrics.exposition;

import java.util.Arrays;
import java.util.List;
import lampas.model.series.Exemplar;

/**
 * The state of one histogram at one moment, filled by who counts and read by who writes.
 *
 * <p>Mutable so that a million histograms are written through one of it. Not thread-safe.
 */
public final class HistogramSnapshot {
  private static final int COARSEST = -4;

  private long[] counts = {};
  private final SparseCounts positive = new SparseCounts();
  private final SparseCounts negative = new SparseCounts();
  private boolean sparse;
  private int schema;
  private double zeroThreshold;
  private long zeroCount;
  private double sum;
  private List<Exemplar> exemplars = List.of();

  /** A histogram that has counted nothing, with room for classic buckets, {@code +Inf} included. */
  public HistogramSnapshot reset(int classicBuckets) {
    if (counts.length == classicBuckets) {
      Arrays.fill(counts, 0);
    } else {
      counts = new long[classicBuckets];
    }
    positive.clear();
    negative.clear();
    sparse = false;
    zeroCount = 0;
    sum = 0;
    exemplars = List.of();
    return this;
  }

  /** Counts observations in a classic bucket; the last is {@code +Inf}. */
  public void add(int bucket, long count) {
    counts[bucket] += count;
  }

  public void addToSum(double amount) {
    sum += amount;
  }

  /** Makes it a native histogram too, of an exponential schema, -4 to 8. */
  public void setNative(int schema, double zeroThreshold) {
    this.sparse = true;
    this.schema = schema;
    this.zeroThreshold = zeroThreshold;
  }

  public void addToZero(long count) {
    zeroCount += count;
  }

  /** Makes native buckets wider, two into one, until there are no more than so many. */
  public void limitBuckets(int most) {
    while (positive.size() + negative.size() > most && schema > COARSEST) {
      positive.coarsen(schema, schema - 1);
      negative.coarsen(schema, schema - 1);
      schema--;
    }
  }

  public void setExemplars(List<Exemplar> exemplars) {
    this.exemplars = exemplars;
  }

  /** How many observations there are: those of the classic buckets, or else of the native ones. */
  public long count() {
    long count = 0;
    if (counts.length > 0) {
      for (long inBucket : counts) {
        count += inBucket;
      }
      return count;
    }
    return zeroCount + positive.total() + negative.total();
  }

  public double sum() {
    return sum;
  }

  /** The observations in a classic bucket, not accumulated. */
  public long count(int bucket) {
    return counts[bucket];
  }

  /** How many classic buckets there are, {@code +Inf} included; 0 if there are none. */
  public int size() {
    return counts.length;
  }

  public boolean isNative() {
    return sparse;
  }

  public int schema() {
    return schema;
  }

  public double zeroThreshold() {
    return zeroThreshold;
  }

  public long zeroCount() {
    return zeroCount;
  }

  /** The native buckets of values above the zero bucket. */
  public SparseCounts positive() {
    return positive;
  }

  /** The native buckets of values below the zero bucket, by the size of the values. */
  public SparseCounts negative() {
    return negative;
  }

  public List<Exemplar> exemplars() {
    return exemplars;
  }
}

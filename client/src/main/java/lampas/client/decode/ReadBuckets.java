package lampas.client.decode;

import java.util.Arrays;
import lampas.model.histogram.BucketBounds;
import lampas.model.histogram.BucketCounts;
import lampas.model.histogram.NativeHistogram;

/**
 * The buckets of one histogram, as they were read, and the schema that they fit.
 *
 * <p>JSON has bounds, no schema: it is the exponential one that all bounds belong to, or else that
 * of custom bounds. Of a zero bucket that counts nothing, and of custom buckets that count nothing,
 * JSON does not tell; they are not there.
 */
final class ReadBuckets {
  private static final int COARSEST = -4;
  private static final int FINEST = 8;

  /* Two programs' bounds of one bucket may differ in their last bit. */
  private static final double TOLERANCE = 1e-12;

  private double[] lowers = new double[16];
  private double[] uppers = new double[16];
  private double[] counts = new double[16];
  private int size;

  void add(double lower, double upper, double count) {
    if (size == counts.length) {
      lowers = Arrays.copyOf(lowers, 2 * size);
      uppers = Arrays.copyOf(uppers, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    lowers[size] = lower;
    uppers[size] = upper;
    counts[size++] = count;
  }

  NativeHistogram toHistogram(double count, double sum, long offset) {
    for (int i = 0; i < size; i++) {
      if (!(lowers[i] <= uppers[i]) || (i > 0 && lowers[i] < uppers[i - 1])) {
        throw new DecodeException(offset, "buckets in disorder", "bounds that increase");
      }
    }
    NativeHistogram.Builder histogram = NativeHistogram.builder().count(count).sum(sum);
    int zero = zeroBucket();
    double threshold = zero < 0 ? 0 : uppers[zero];
    for (int schema = FINEST; schema >= COARSEST; schema--) {
      if (fits(schema, zero, threshold)) {
        return exponential(histogram.schema(schema), schema, zero);
      }
    }
    return custom(histogram);
  }

  private int zeroBucket() {
    for (int i = 0; i < size; i++) {
      if (lowers[i] == -uppers[i] && Double.isFinite(uppers[i])) {
        return i;
      }
    }
    return -1;
  }

  /* Without any other bucket every schema does; the finest is the one that loses nothing. */
  private boolean fits(int schema, int zero, double threshold) {
    for (int i = 0; i < size; i++) {
      if (i != zero && !fits(schema, i, near(i), far(i), threshold)) {
        return false;
      }
    }
    return true;
  }

  private boolean fits(int schema, int i, double near, double far, double threshold) {
    if (!(far > near) || near < 0 || lowers[i] < 0 != uppers[i] <= 0) {
      return false;
    }
    int index = index(far, schema);
    /* A bucket that the zero bucket reaches into begins where that ends. */
    return isBound(far, index, schema)
        && (isBound(near, index - 1, schema)
            || (near == threshold && BucketBounds.exponential(index - 1, schema) < near));
  }

  private double near(int i) {
    return Math.min(Math.abs(lowers[i]), Math.abs(uppers[i]));
  }

  private double far(int i) {
    return Math.max(Math.abs(lowers[i]), Math.abs(uppers[i]));
  }

  private static boolean isBound(double value, int index, int schema) {
    double bound = BucketBounds.exponential(index, schema);
    return value == bound || Math.abs(value - bound) <= TOLERANCE * bound;
  }

  private static int index(double bound, int schema) {
    /* The last two buckets end at the largest number and at infinity. */
    if (bound >= Double.MAX_VALUE) {
      int last = schema < 0 ? 1024 >> -schema : 1024 << schema;
      return bound == Double.MAX_VALUE ? last : last + 1;
    }
    return (int) Math.rint(Math.scalb(Math.log(bound) / Math.log(2), schema));
  }

  private NativeHistogram exponential(NativeHistogram.Builder histogram, int schema, int zero) {
    int negative = 0;
    while (negative < size && negative != zero && lowers[negative] < 0) {
      negative++;
    }
    int[] down = new int[negative];
    double[] downCounts = new double[negative];
    for (int i = 0; i < negative; i++) {
      down[negative - 1 - i] = index(far(i), schema);
      downCounts[negative - 1 - i] = counts[i];
    }
    int first = zero < 0 ? negative : zero + 1;
    int[] up = new int[size - first];
    for (int i = first; i < size; i++) {
      up[i - first] = index(far(i), schema);
    }
    if (zero >= 0) {
      histogram.zeroBucket(uppers[zero], counts[zero]);
    }
    return histogram
        .negative(BucketCounts.of(down, downCounts))
        .positive(BucketCounts.of(up, Arrays.copyOfRange(counts, first, size)))
        .build();
  }

  private NativeHistogram custom(NativeHistogram.Builder histogram) {
    double[] bounds = new double[2 * size];
    int length = 0;
    for (int i = 0; i < size; i++) {
      for (double bound : new double[] {lowers[i], uppers[i]}) {
        if (Double.isFinite(bound) && (length == 0 || bound > bounds[length - 1])) {
          bounds[length++] = bound;
        }
      }
    }
    bounds = Arrays.copyOf(bounds, length);
    int[] indices = new int[size];
    for (int i = 0; i < size; i++) {
      int found = Arrays.binarySearch(bounds, uppers[i]);
      indices[i] = found >= 0 ? found : length;
    }
    return histogram
        .schema(NativeHistogram.CUSTOM_BUCKETS)
        .customBounds(bounds)
        .positive(BucketCounts.of(indices, Arrays.copyOf(counts, size)))
        .build();
  }
}

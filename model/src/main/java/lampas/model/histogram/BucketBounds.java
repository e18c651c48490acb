package lampas.model.histogram;

/**
 * Where the buckets of a native histogram's schema end.
 *
 * <p>Source: the specification of native histograms,
 * https://prometheus.io/docs/specs/native_histograms.
 */
public final class BucketBounds {
  private static final int FINEST = 8;

  /* 2^(i/256): the bounds of the finest schema between 1 and 2, those of all others among them. */
  private static final double[] ROOTS = new double[1 << FINEST];

  static {
    for (int i = 0; i < ROOTS.length; i++) {
      ROOTS[i] = Math.pow(2, (double) i / ROOTS.length);
    }
  }

  private BucketBounds() {}

  /** The upper bound of a positive bucket of an exponential schema, which belongs to the bucket. */
  public static double exponential(int index, int schema) {
    double bound;
    if (schema <= 0) {
      bound = Math.scalb(1.0, index << -schema);
    } else {
      int fraction = index & ((1 << schema) - 1);
      bound = Math.scalb(ROOTS[fraction << (FINEST - schema)], index >> schema);
    }
    /* The bucket before that of infinity ends with the largest number there is. */
    return Double.isInfinite(bound) && isLastFinite(index, schema) ? Double.MAX_VALUE : bound;
  }

  private static boolean isLastFinite(int index, int schema) {
    return schema <= 0 ? index << -schema == 1024 : index == 1024 << schema;
  }

  /** The upper bound of a bucket with custom bounds; infinity after the last. */
  static double custom(int index, double[] bounds) {
    if (index < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    return index < bounds.length ? bounds[index] : Double.POSITIVE_INFINITY;
  }

  /** The index in a coarser exponential schema of the bucket that holds this one. */
  public static int coarser(int index, int schema, int target) {
    return ((index - 1) >> (schema - target)) + 1;
  }
}

package lampas.metrics;

import lampas.model.histogram.BucketBounds;

/**
 * The native bucket of a value, for one exponential schema.
 *
 * <p>The bucket of index <i>i</i> reaches from above 2<sup>(<i>i</i>-1)/2<sup>schema</sup></sup> to
 * 2<sup><i>i</i>/2<sup>schema</sup></sup>. Immutable.
 */
final class NativeIndex {
  /* A value's fraction begins with these bits; each start has the first bucket that it may be in. */
  private static final int START_BITS = 9;
  private static final int FRACTION_BITS = 52;
  private static final int BIAS = 1023;
  private static final NativeIndex[] OF_SCHEMA = new NativeIndex[13];

  static {
    for (int schema = -4; schema <= 8; schema++) {
      OF_SCHEMA[schema + 4] = new NativeIndex(schema);
    }
  }

  private final int schema;
  /* The upper bounds of the buckets between 1 and 2, both included. */
  private final double[] bounds;
  private final short[] starts = new short[1 << START_BITS];

  private NativeIndex(int schema) {
    this.schema = schema;
    int buckets = 1 << Math.max(0, schema);
    bounds = new double[buckets + 1];
    for (int i = 0; i <= buckets; i++) {
      bounds[i] = BucketBounds.exponential(i, Math.max(0, schema));
    }
    int bucket = 0;
    for (int start = 0; start < starts.length; start++) {
      while (bounds[bucket] < 1 + (double) start / starts.length) {
        bucket++;
      }
      starts[start] = (short) bucket;
    }
  }

  static NativeIndex of(int schema) {
    return OF_SCHEMA[schema + 4];
  }

  int schema() {
    return schema;
  }

  /** The index of a value above zero. */
  int of(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> FRACTION_BITS);
    if (exponent == 0) {
      /* A subnormal number has no exponent of its own. */
      return ofNormal(Double.doubleToRawLongBits(value * 0x1p54), 54);
    }
    return ofNormal(bits, 0);
  }

  private int ofNormal(long bits, int shift) {
    int exponent = (int) (bits >>> FRACTION_BITS) - BIAS - shift;
    long fraction = bits & ((1L << FRACTION_BITS) - 1);
    double mantissa = Double.longBitsToDouble(fraction | ((long) BIAS << FRACTION_BITS));
    int bucket = starts[(int) (fraction >>> (FRACTION_BITS - START_BITS))];
    while (bounds[bucket] < mantissa) {
      bucket++;
    }
    int index = (exponent << Math.max(0, schema)) + bucket;
    return schema < 0 ? BucketBounds.coarser(index, 0, schema) : index;
  }
}

package lampas.metrics;

/**
 * One number for the native bucket and the classic bucket of a value, so that one count serves
 * both.
 *
 * <p>Along the positive values neither of the two indexes ever falls, so their sum is another
 * number for every other pair of them. Along the negative values the native index, which goes by
 * size, rises while the classic one falls, so there it is their difference. Immutable.
 */
final class CellCode {
  private final NativeIndex index;
  private final BucketLayout layout;
  /* The last code of each classic bucket among the positive values, and among the negative ones. */
  private final int[] lastPositive;
  private final int[] lastNegative;
  private final int nearestNegative;

  CellCode(BucketLayout layout, int schema) {
    this.layout = layout;
    this.index = NativeIndex.of(schema);
    double[] bounds = layout.bounds;
    lastPositive = new int[bounds.length + 1];
    lastNegative = new int[bounds.length + 1];
    for (int bucket = 0; bucket < bounds.length; bucket++) {
      lastPositive[bucket] =
          bounds[bucket] > 0 ? index.of(bounds[bucket]) + bucket : Integer.MIN_VALUE;
    }
    lastPositive[bounds.length] = Integer.MAX_VALUE;
    lastNegative[0] = Integer.MAX_VALUE;
    for (int bucket = 1; bucket <= bounds.length; bucket++) {
      double below = Math.nextDown(-bounds[bucket - 1]);
      lastNegative[bucket] = below > 0 ? index.of(below) - bucket : Integer.MIN_VALUE;
    }
    nearestNegative = layout.classic(-Double.MIN_VALUE);
  }

  int schema() {
    return index.schema();
  }

  /** The code of a value that is not zero. */
  int of(double value) {
    return value > 0
        ? index.of(value) + layout.classic(value)
        : index.of(-value) - layout.classic(value);
  }

  /** The classic bucket of a code of positive values. */
  int classicOfPositive(int code) {
    int bucket = 0;
    while (code > lastPositive[bucket]) {
      bucket++;
    }
    return bucket;
  }

  /** The classic bucket of a code of negative values. */
  int classicOfNegative(int code) {
    int bucket = nearestNegative;
    while (code > lastNegative[bucket]) {
      bucket--;
    }
    return bucket;
  }
}

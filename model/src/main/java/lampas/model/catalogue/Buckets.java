package lampas.model.catalogue;

import java.util.Arrays;

/**
 * The upper bounds of a classic histogram's buckets, ascending, inclusive, without the last bound
 * {@code +Inf}, which is always there.
 *
 * <p>Immutable.
 */
public final class Buckets {
  private static final int MAXIMUM = 512;

  /** From 5 ms to 10 s, for latencies in seconds: the defaults of Prometheus's client libraries. */
  public static final Buckets LATENCY_SECONDS =
      of(.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10);

  private final double[] bounds;

  private Buckets(double[] bounds) {
    this.bounds = bounds;
  }

  /**
   * Buckets with the given upper bounds.
   *
   * @throws DefinitionException unless there are 1 to 512 finite bounds in ascending order
   */
  public static Buckets of(double... bounds) {
    if (bounds.length == 0 || bounds.length > MAXIMUM) {
      throw new DefinitionException(
          "buckets: " + bounds.length + " bounds (expected: 1 to " + MAXIMUM + ")");
    }
    for (int i = 0; i < bounds.length; i++) {
      if (!Double.isFinite(bounds[i]) || (i > 0 && bounds[i] <= bounds[i - 1])) {
        throw new DefinitionException(
            "buckets: bound " + bounds[i] + " (expected: finite and larger than the one before)");
      }
    }
    return new Buckets(bounds.clone());
  }

  /** {@code count} bounds, the first at {@code start}, each {@code factor} times the one before. */
  public static Buckets exponential(double start, double factor, int count) {
    if (!(start > 0) || !(factor > 1) || count < 1 || count > MAXIMUM) {
      throw new DefinitionException(
          "buckets: start %s, factor %s, count %s (expected: start > 0, factor > 1, count 1 to %s)"
              .formatted(start, factor, count, MAXIMUM));
    }
    double[] bounds = new double[count];
    for (int i = 0; i < count; i++) {
      bounds[i] = start * Math.pow(factor, i);
    }
    return of(bounds);
  }

  /** How many bounds there are, without {@code +Inf}. */
  public int size() {
    return bounds.length;
  }

  /** The bound at a position. */
  public double bound(int index) {
    return bounds[index];
  }

  /** A new array of the bounds. */
  public double[] toArray() {
    return bounds.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Buckets that && Arrays.equals(bounds, that.bounds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bounds);
  }

  @Override
  public String toString() {
    return Arrays.toString(bounds);
  }
}

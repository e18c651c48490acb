package lampas.client.diff;

/**
 * How far two values may be apart and still count as the same: both bounds are tried.
 *
 * <p>NaN is the same as NaN, whatever its bits, since not every backend sends them; an infinity is
 * the same as itself.
 *
 * @param relative the part of the larger magnitude; default 1e-9
 * @param ulps the number of representable values between the two; default 4
 */
public record Tolerance(double relative, long ulps) {
  private static final Tolerance DEFAULTS = new Tolerance(1e-9, 4);

  public Tolerance {
    if (!(relative >= 0 && relative < 1)) {
      throw new IllegalArgumentException(
          "relative tolerance: " + relative + " (expected: 0 or more and below 1)");
    }
    if (ulps < 0) {
      throw new IllegalArgumentException("ulps: " + ulps + " (expected: 0 or more)");
    }
  }

  public static Tolerance defaults() {
    return DEFAULTS;
  }

  /** Only equal values are the same. */
  public static Tolerance none() {
    return new Tolerance(0, 0);
  }

  /** Values are the same that are so close, and no others. */
  public static Tolerance ofRelative(double part) {
    return new Tolerance(part, 0);
  }

  /** Whether two values count as the same. */
  public boolean isSame(double one, double other) {
    if (one == other || (Double.isNaN(one) && Double.isNaN(other))) {
      return true;
    }
    if (!Double.isFinite(one) || !Double.isFinite(other)) {
      return false;
    }
    return relative(one, other) <= relative || Math.abs(rank(one) - rank(other)) <= ulps;
  }

  /** How far two finite values are apart, as a part of the larger magnitude. */
  static double relative(double one, double other) {
    double larger = Math.max(Math.abs(one), Math.abs(other));
    return larger == 0 ? 0 : Math.abs(one / larger - other / larger);
  }

  /* The position among all finite values; the difference of two fits, as none is near the ends. */
  private static long rank(double value) {
    long bits = Double.doubleToLongBits(value);
    return bits >= 0 ? bits : Long.MIN_VALUE - bits;
  }
}

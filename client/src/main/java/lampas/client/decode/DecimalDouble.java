package lampas.client.decode;

import java.math.BigInteger;

/**
 * The double that is nearest to a decimal number, for most numbers; the same as {@link
 * Double#parseDouble} would give.
 *
 * <p>Sources: W. Clinger, "How to read floating point numbers accurately" (1990), for numbers and
 * powers of ten that a double holds; D. Lemire, "Number parsing at a gigabyte per second" (2021),
 * for the others, without its second multiplication: what one does not decide, 0.3 % of random
 * numbers, is left to {@link Double#parseDouble}.
 */
final class DecimalDouble {
  /** Not decided here. */
  static final double UNDECIDED = Double.NaN;

  private static final long LARGEST_EXACT = 1L << 53;
  private static final double[] EXACT_POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  /* Far from where doubles become subnormal or infinite, whatever the digits. */
  private static final int LARGEST_EXPONENT = 64;

  /** The first 64 bits of 5 to the power of -64 to 64, rounded down. */
  private static final long[] FIVES = new long[2 * LARGEST_EXPONENT + 1];

  static {
    for (int exponent = -LARGEST_EXPONENT; exponent <= LARGEST_EXPONENT; exponent++) {
      FIVES[exponent + LARGEST_EXPONENT] = firstBits(exponent);
    }
  }

  private DecimalDouble() {}

  private static long firstBits(int exponent) {
    BigInteger five = BigInteger.valueOf(5).pow(Math.abs(exponent));
    int bits = five.bitLength();
    BigInteger first;
    if (exponent >= 0) {
      first = bits > 64 ? five.shiftRight(bits - 64) : five.shiftLeft(64 - bits);
    } else {
      first = BigInteger.ONE.shiftLeft(bits + 63).divide(five);
    }
    return first.longValue();
  }

  /**
   * The double nearest to {@code digits} times ten to the power of {@code exponent}, or {@link
   * #UNDECIDED}.
   *
   * @param digits unsigned
   */
  static double of(long digits, int exponent) {
    if (exponent == 0 && digits >= 0) {
      return digits;
    }
    if (digits == 0) {
      return 0;
    }
    double nearest =
        exponent < -LARGEST_EXPONENT || exponent > LARGEST_EXPONENT
            ? UNDECIDED
            : nearest(digits, exponent);
    /* Last, though the simplest: which numbers it can do is a guess that a processor gets wrong. */
    return Double.isNaN(nearest) ? exact(digits, exponent) : nearest;
  }

  private static double exact(long digits, int exponent) {
    if (digits < 0 || digits > LARGEST_EXACT || exponent < -22 || exponent > 22) {
      return UNDECIDED;
    }
    return exponent < 0 ? digits / EXACT_POWERS[-exponent] : digits * EXACT_POWERS[exponent];
  }

  /*
   * The product of 64 bits of digits and the first 64 bits of the power is too small by less than
   * 2^64. Its upper half is therefore right or too small by one. Below the 54 bits that decide it
   * has 9 or 10 bits more: unless these are all ones, the 54 bits are right; unless these are all
   * zeros, the number lies strictly between two halves, and the last of the 54 bits rounds it.
   */
  private static double nearest(long digits, int exponent) {
    int zeros = Long.numberOfLeadingZeros(digits);
    long upper = Math.unsignedMultiplyHigh(digits << zeros, FIVES[exponent + LARGEST_EXPONENT]);
    int first = (int) (upper >>> 63);
    int below = 9 + first;
    long rest = upper & ((1L << below) - 1);
    if (rest == 0 || rest == (1L << below) - 1) {
      return UNDECIDED;
    }
    long rounded = ((upper >>> below) + 1) >>> 1;
    /* floor(log2(5^exponent)) is floor(exponent * 152170 / 65536) here: checked by a test. */
    int power = exponent + ((exponent * 152170) >> 16) + 63 - zeros + first;
    /* Rounding up to 2^53 carries into the exponent, as it must. */
    return Double.longBitsToDouble(((long) (power + 1022) << 52) + rounded);
  }
}

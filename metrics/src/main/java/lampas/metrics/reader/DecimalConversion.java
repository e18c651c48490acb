package lampas.metrics.reader;

import java.math.BigInteger;

/**
 * Turns decimal numbers of at most 19 digits into the nearest double.
 *
 * <p>Source: D. Lemire, "Number parsing at a gigabyte per second" (2021), and N. Mushtak, D.
 * Lemire, "Fast number parsing without fallback" (2023), which proves that it is exact for every
 * input.
 */
final class DecimalConversion {
  private static final int SMALLEST_POWER = -342;
  private static final int LARGEST_POWER = 308;

  private static final long EXACT_MANTISSA = 1L << 53;
  private static final double[] EXACT_POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  /* The 128 most significant bits of 5^q, high half and low half in turn, from the smallest q. */
  private static final long[] POWERS_OF_FIVE = powersOfFive();

  private DecimalConversion() {}

  /**
   * The double nearest to mantissa · 10^exponent, ties to even; infinity if there is none.
   *
   * @param mantissa unsigned
   */
  static double toDouble(long mantissa, int exponent) {
    if (mantissa >= 0 && mantissa <= EXACT_MANTISSA) {
      /* Both operands are exact, so the one operation rounds as it must. */
      if (exponent == 0) {
        return mantissa;
      }
      if (exponent > 0 && exponent < EXACT_POWERS.length) {
        return mantissa * EXACT_POWERS[exponent];
      }
      if (exponent < 0 && -exponent < EXACT_POWERS.length) {
        return mantissa / EXACT_POWERS[-exponent];
      }
    }
    if (mantissa == 0 || exponent < SMALLEST_POWER) {
      return 0;
    }
    return exponent > LARGEST_POWER ? Double.POSITIVE_INFINITY : multiply(mantissa, exponent);
  }

  private static double multiply(long mantissa, int exponent) {
    int shift = Long.numberOfLeadingZeros(mantissa);
    long normalised = mantissa << shift;
    int index = 2 * (exponent - SMALLEST_POWER);
    long low = normalised * POWERS_OF_FIVE[index];
    long high = Math.unsignedMultiplyHigh(normalised, POWERS_OF_FIVE[index]);
    if ((high & 0x1ff) == 0x1ff) {
      /* The bits below those that are kept are all ones: the low half of the power may carry. */
      long carry = Math.unsignedMultiplyHigh(normalised, POWERS_OF_FIVE[index + 1]);
      low += carry;
      if (Long.compareUnsigned(low, carry) < 0) {
        high++;
      }
    }
    int upper = (int) (high >>> 63);
    long significand = high >>> (upper + 9);
    int power = ((217_706 * exponent) >> 16) + 63 + upper - shift + 1023;
    if (power <= 0) {
      return subnormal(significand, power);
    }
    /* Exactly between two doubles: only then does "ties to even" matter, and only for these powers
    can the product be exact. */
    boolean exact = Long.compareUnsigned(low, 1) <= 0 && exponent >= -4 && exponent <= 23;
    if (exact && (significand & 3) == 1 && significand << (upper + 9) == high) {
      significand &= ~1L;
    }
    significand = (significand + (significand & 1)) >>> 1;
    if (significand >= 1L << 53) {
      significand = 1L << 52;
      power++;
    }
    return power >= 0x7ff
        ? Double.POSITIVE_INFINITY
        : Double.longBitsToDouble((significand & ~(1L << 52)) | ((long) power << 52));
  }

  private static double subnormal(long significand, int power) {
    if (1 - power >= 64) {
      return 0;
    }
    long shifted = significand >>> (1 - power);
    /* Rounding up to the smallest normal number sets the lowest bit of the exponent by itself. */
    return Double.longBitsToDouble((shifted + (shifted & 1)) >>> 1);
  }

  private static long[] powersOfFive() {
    long[] powers = new long[2 * (LARGEST_POWER - SMALLEST_POWER + 1)];
    for (int q = SMALLEST_POWER; q <= LARGEST_POWER; q++) {
      BigInteger five = BigInteger.valueOf(5).pow(Math.abs(q));
      BigInteger bits;
      if (q >= 0) {
        bits = five.shiftLeft(Math.max(0, 128 - five.bitLength()));
      } else {
        /* Rounded up, so that the product is never too small. */
        int length = five.bitLength();
        int scale = q >= -27 ? length + 127 : 2 * length + 128;
        bits = BigInteger.ONE.shiftLeft(scale).divide(five).add(BigInteger.ONE);
      }
      bits = bits.shiftRight(Math.max(0, bits.bitLength() - 128));
      int index = 2 * (q - SMALLEST_POWER);
      powers[index] = bits.shiftRight(64).longValue();
      powers[index + 1] = bits.longValue();
    }
    return powers;
  }
}

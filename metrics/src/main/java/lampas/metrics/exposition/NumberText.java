package lampas.metrics.exposition;

import java.math.BigDecimal;

/**
 * Numbers as decimal text that reads back to the same value.
 *
 * <p>Sample values are written as {@code 42}, {@code 0.25}, {@code 1.5e-7}, {@code +Inf}. Not
 * thread-safe: keeps a buffer so that formatting leaves no garbage.
 */
final class NumberText {
  /* Longer than any long and any double. */
  static final int MAXIMUM_LENGTH = 32;

  private static final double LARGEST_EXACT = 1L << 53;
  private static final double[] POWERS_OF_TEN = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
  private static final byte[] DIGIT_TENS = new byte[100];
  private static final byte[] DIGIT_ONES = new byte[100];

  static {
    for (int i = 0; i < 100; i++) {
      DIGIT_TENS[i] = (byte) ('0' + i / 10);
      DIGIT_ONES[i] = (byte) ('0' + i % 10);
    }
  }

  private final StringBuilder digits = new StringBuilder(MAXIMUM_LENGTH);

  /** Writes a count and returns the position behind it. */
  static int write(long value, byte[] into, int position) {
    if (value >= 0 && value < 10) {
      into[position] = (byte) ('0' + value);
      return position + 1;
    }
    if (value == Long.MIN_VALUE) {
      return writeAscii("-9223372036854775808", into, position);
    }
    int start = position;
    long rest = value;
    if (rest < 0) {
      into[start++] = '-';
      rest = -rest;
    }
    int end = start + digitCount(rest);
    int at = end;
    while (rest >= 100) {
      long quotient = rest / 100;
      int two = (int) (rest - quotient * 100);
      rest = quotient;
      into[--at] = DIGIT_ONES[two];
      into[--at] = DIGIT_TENS[two];
    }
    into[--at] = DIGIT_ONES[(int) rest];
    if (rest >= 10) {
      into[--at] = DIGIT_TENS[(int) rest];
    }
    return end;
  }

  /** Writes a value and returns the position behind it. */
  int write(double value, byte[] into, int position) {
    long whole = (long) value;
    if (whole == value && Math.abs(value) < LARGEST_EXACT && (whole != 0 || 1 / value > 0)) {
      return write(whole, into, position);
    }
    if (!Double.isFinite(value)) {
      return writeAscii(Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf", into, position);
    }
    double size = Math.abs(value);
    if (size >= 1e-3 && size < LARGEST_EXACT) {
      /* A quotient of two exact numbers is rounded correctly: if it is the value, then the decimal
      with this many places reads back to the value, and none with fewer does. */
      for (int places = 1; places < POWERS_OF_TEN.length; places++) {
        double scaled = Math.rint(size * POWERS_OF_TEN[places]);
        if (scaled < LARGEST_EXACT && scaled / POWERS_OF_TEN[places] == size) {
          return writeDecimal(value < 0, (long) scaled, places, into, position);
        }
      }
    }
    return writeShortest(value, into, position);
  }

  /**
   * The canonical text of a bucket's bound, with a decimal point or an exponent: {@code 1.0},
   * {@code 0.005}, {@code 1e+06}.
   *
   * <p>Both formats use it, so that a series has the same labels whichever was negotiated; it is
   * also what Prometheus 3 makes of any other notation. Source: OpenMetrics 1.0, "Considerations:
   * Canonical Numbers".
   */
  static String canonical(double bound) {
    if (bound == 0) {
      return "0.0";
    }
    BigDecimal shortest = new BigDecimal(Double.toString(bound)).stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent >= -4 && exponent < 6) {
      String plain = shortest.toPlainString();
      return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
    String mantissa = shortest.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    return "%se%s%02d".formatted(mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  private static int writeDecimal(
      boolean negative, long scaled, int places, byte[] into, int position) {
    int at = position;
    if (negative) {
      into[at++] = '-';
    }
    long power = (long) POWERS_OF_TEN[places];
    at = write(scaled / power, into, at);
    into[at++] = '.';
    long fraction = scaled % power;
    for (int i = places - 1; i >= 0; i--) {
      into[at + i] = (byte) ('0' + fraction % 10);
      fraction /= 10;
    }
    return at + places;
  }

  private int writeShortest(double value, byte[] into, int position) {
    digits.setLength(0);
    digits.append(value);
    int at = position;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      into[at++] = (byte) (c == 'E' ? 'e' : c);
    }
    return at;
  }

  private static int writeAscii(String text, byte[] into, int position) {
    for (int i = 0; i < text.length(); i++) {
      into[position + i] = (byte) text.charAt(i);
    }
    return position + text.length();
  }

  private static int digitCount(long value) {
    long limit = 10;
    for (int count = 1; count < 19; count++) {
      if (value < limit) {
        return count;
      }
      limit *= 10;
    }
    return 19;
  }
}

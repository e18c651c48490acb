package lampas.metrics.reader;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads numbers without making objects, to the same values as {@link Double#parseDouble}.
 *
 * <p>Takes what Prometheus takes, which is Go's {@code strconv.ParseFloat} without hexadecimal
 * notation and underscores: {@code 1}, {@code -1.5e3}, {@code .5}, {@code NaN}, {@code +Inf},
 * {@code infinity}, in any case of letters.
 */
final class NumberParser {
  private static final String EXPECTED = "a number, such as 1.5, 2e-3, NaN or +Inf";
  private static final int MAXIMUM_DIGITS = 19;
  private static final int MAXIMUM_EXPONENT = 99_999;

  private NumberParser() {}

  /** Reads the number at the cursor and moves behind it, to a blank or a line break. */
  static double number(LineCursor cursor, String what) {
    byte[] bytes = cursor.bytes;
    int from = cursor.at;
    int i = from;
    byte c = bytes[i];
    boolean negative = c == '-';
    if (negative || c == '+') {
      c = bytes[++i];
    }
    long mantissa = 0;
    int digits = i;
    while (isDigit(c)) {
      mantissa = mantissa * 10 + (c - '0');
      c = bytes[++i];
    }
    digits = i - digits;
    int exponent = 0;
    if (c == '.') {
      int fraction = ++i;
      c = bytes[i];
      while (isDigit(c)) {
        mantissa = mantissa * 10 + (c - '0');
        c = bytes[++i];
      }
      exponent = fraction - i;
      digits -= exponent;
    }
    if (digits == 0) {
      return special(cursor, what);
    }
    if (c == 'e' || c == 'E') {
      cursor.at = i + 1;
      exponent += exponent(cursor);
      i = cursor.at;
      c = bytes[i];
    }
    if (c != '\n' && !LineCursor.isBlank(c)) {
      throw malformed(cursor, from, what);
    }
    cursor.at = i;
    double value =
        digits <= MAXIMUM_DIGITS || significant(bytes, from, digits) <= MAXIMUM_DIGITS
            ? DecimalConversion.toDouble(mantissa, exponent)
            : Math.abs(Double.parseDouble(text(bytes, from, i)));
    if (value == Double.POSITIVE_INFINITY) {
      throw malformed(cursor, from, what);
    }
    return negative ? -value : value;
  }

  /** Reads a whole number of digits only and moves behind it. */
  static long digits(LineCursor cursor, String what, String expected) {
    byte[] bytes = cursor.bytes;
    int from = cursor.at;
    long value = 0;
    int i = from;
    while (isDigit(bytes[i])) {
      int digit = bytes[i++] - '0';
      if (value > (Long.MAX_VALUE - digit) / 10) {
        throw cursor.unexpected(what, from, tokenEnd(bytes, from), expected);
      }
      value = value * 10 + digit;
    }
    if (i == from || (bytes[i] != '\n' && !LineCursor.isBlank(bytes[i]))) {
      throw cursor.unexpected(what, from, tokenEnd(bytes, from), expected);
    }
    cursor.at = i;
    return value;
  }

  /* Returns 0 for an exponent without digits and stays in front of what stands there instead, which
  no number ends with. */
  private static int exponent(LineCursor cursor) {
    byte[] bytes = cursor.bytes;
    int i = cursor.at;
    boolean negative = bytes[i] == '-';
    if (negative || bytes[i] == '+') {
      i++;
    }
    if (!isDigit(bytes[i])) {
      cursor.at--;
      return 0;
    }
    int exponent = 0;
    while (isDigit(bytes[i])) {
      exponent = Math.min(MAXIMUM_EXPONENT, exponent * 10 + (bytes[i++] - '0'));
    }
    cursor.at = i;
    return negative ? -exponent : exponent;
  }

  private static double special(LineCursor cursor, String what) {
    int from = cursor.at;
    int end = tokenEnd(cursor.bytes, from);
    double value =
        switch (text(cursor.bytes, from, end).toLowerCase(Locale.ROOT)) {
          case "nan" -> Double.NaN;
          case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
          case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
          default -> throw malformed(cursor, from, what);
        };
    cursor.at = end;
    return value;
  }

  /* Digits that count: those from the first that is not 0. */
  private static int significant(byte[] bytes, int from, int digits) {
    int significant = digits;
    for (int i = from; bytes[i] < '1' || bytes[i] > '9'; i++) {
      if (bytes[i] == '0') {
        significant--;
      } else if (bytes[i] == 'e' || bytes[i] == 'E' || bytes[i] <= ' ') {
        break;
      }
    }
    return significant;
  }

  private static ReadException malformed(LineCursor cursor, int from, String what) {
    return cursor.unexpected(what, from, tokenEnd(cursor.bytes, from), EXPECTED);
  }

  private static int tokenEnd(byte[] bytes, int from) {
    int end = from;
    while (bytes[end] != '\n' && !LineCursor.isBlank(bytes[end])) {
      end++;
    }
    return end;
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }
}

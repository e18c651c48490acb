package lampas.model.series;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Sample values as text, and the value that marks a series as stale.
 *
 * <p>Text is the shortest decimal notation without an exponent that reads back to the same value,
 * or {@code NaN}, {@code +Inf}, {@code -Inf}; it is how Prometheus's HTTP API writes scalars.
 */
public final class SampleValue {
  /*
   * A signalling NaN that no arithmetic produces. Source: model/value/value.go of Prometheus, whose
   * remote-write and chunk formats carry these very bits.
   */
  private static final long STALE_BITS = 0x7ff0000000000002L;

  /** The value that says: from here on this series has no value. */
  public static final double STALE = Double.longBitsToDouble(STALE_BITS);

  private SampleValue() {}

  /** Whether a value is the staleness marker; an ordinary NaN is not. */
  public static boolean isStale(double value) {
    return Double.doubleToRawLongBits(value) == STALE_BITS;
  }

  public static String format(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      long whole = (long) value;
      return whole == 0 && 1 / value < 0 ? "-0" : Long.toString(whole);
    }
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    String shortest = shortest(value);
    return shortest.indexOf('E') < 0
        ? shortest
        : new BigDecimal(shortest).stripTrailingZeros().toPlainString();
  }

  /* Java writes two digits at least, Go one: that matters for the very smallest. */
  private static String shortest(double value) {
    String digits = Double.toString(value);
    if (Math.abs(value) > 1e-320) {
      return digits;
    }
    String one = new BigDecimal(digits).round(new MathContext(1)).toString();
    return Double.parseDouble(one) == value ? one : digits;
  }

  /**
   * The value of a text.
   *
   * @throws NumberFormatException if the text is not a number
   */
  public static double parse(String text) {
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> parseNumber(text);
    };
  }

  /* Double.parseDouble takes more than Prometheus does: trailing d or f, spaces, "Infinity". */
  private static double parseNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean allowed =
          (c >= '0' && c <= '9') || c == '.' || c == 'e' || c == 'E' || c == '+' || c == '-';
      if (!allowed) {
        throw new NumberFormatException("value: \"" + text + "\" (expected: a number)");
      }
    }
    return Double.parseDouble(text);
  }
}

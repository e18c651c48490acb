package lampas.promql.syntax;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import lampas.model.series.SampleValue;

/** Numbers as PromQL text. */
final class NumberText {
  private static final Pattern OCTAL = Pattern.compile("0[0-7]+");
  private static final Pattern DECIMAL =
      Pattern.compile("(?:[0-9]++\\.?[0-9]*+|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?");

  private NumberText() {}

  /** A number in plain notation, as Prometheus prints it. */
  static String format(double value) {
    return SampleValue.format(value);
  }

  /** Whether the number's text begins with a sign. */
  static boolean isSigned(double value) {
    return value < 0 || value == Double.POSITIVE_INFINITY || 1 / value < 0;
  }

  /** A number with six decimals, for messages. */
  static String formatFixed(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).setScale(6, RoundingMode.HALF_EVEN).toPlainString()
        : SampleValue.format(value);
  }

  /**
   * The value of a number: decimal, {@code 0x} hexadecimal, octal after a leading zero, underscores
   * between digits, {@code inf} and {@code nan} in any case.
   *
   * @throws NumberFormatException if the text is not a number or too large, with Prometheus's words
   */
  static double parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "nan" -> Double.NaN;
      default -> parseDigits(text, text.replace("_", ""));
    };
  }

  private static double parseDigits(String text, String digits) {
    if (text.endsWith("_")) {
      throw error(text, "invalid syntax");
    }
    if (digits.startsWith("0x") || digits.startsWith("0X")) {
      return parseInteger(digits.substring(2), 16).orElseThrow(() -> error(text, "invalid syntax"));
    }
    OptionalLong octal =
        OCTAL.matcher(digits).matches() ? parseInteger(digits, 8) : OptionalLong.empty();
    if (octal.isPresent()) {
      return octal.getAsLong();
    }
    if (!DECIMAL.matcher(digits).matches()) {
      throw error(text, "invalid syntax");
    }
    double value = Double.parseDouble(digits);
    if (Double.isInfinite(value)) {
      throw error(text, "value out of range");
    }
    return value;
  }

  private static OptionalLong parseInteger(String digits, int base) {
    try {
      return OptionalLong.of(Long.parseLong(digits, base));
    } catch (NumberFormatException tooLargeOrEmpty) {
      return OptionalLong.empty();
    }
  }

  private static NumberFormatException error(String text, String reason) {
    return new NumberFormatException(
        "strconv.ParseFloat: parsing " + StringText.quote(text) + ": " + reason);
  }
}

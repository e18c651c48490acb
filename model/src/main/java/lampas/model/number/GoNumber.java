package lampas.model.number;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as Go prints them with {@code %g}: large and small ones with an exponent. */
public final class GoNumber {
  private static final int FIRST_WITH_EXPONENT = 6;
  private static final int LAST_WITH_EXPONENT = -5;

  private GoNumber() {}

  /** All digits that it takes to tell the number from its neighbours. */
  public static String format(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return special(value);
    }
    return format(new BigDecimal(Double.toString(value)), FIRST_WITH_EXPONENT);
  }

  /** So many digits at most. */
  public static String format(double value, int digits) {
    if (value == 0 || !Double.isFinite(value)) {
      return special(value);
    }
    return format(
        new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN)), digits);
  }

  private static String special(double value) {
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    if (Double.isNaN(value)) {
      return "NaN";
    }
    return value > 0 ? "+Inf" : "-Inf";
  }

  private static String format(BigDecimal value, int firstWithExponent) {
    BigDecimal shortest = value.stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent > LAST_WITH_EXPONENT && exponent < firstWithExponent) {
      return shortest.toPlainString();
    }
    String digits = shortest.unscaledValue().abs().toString();
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    String sign = value.signum() < 0 ? "-" : "";
    String magnitude = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    return sign + digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + magnitude;
  }
}

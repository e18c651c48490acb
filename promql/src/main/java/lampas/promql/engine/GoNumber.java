package lampas.promql.engine;

import java.math.BigDecimal;
import lampas.model.series.SampleValue;

/** Numbers as Go prints them with {@code %v}: the largest and smallest with an exponent. */
final class GoNumber {
  private static final int FIRST_WITH_EXPONENT = 21;
  private static final int LAST_WITH_EXPONENT = -5;

  private GoNumber() {}

  static String format(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return SampleValue.format(value);
    }
    BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent > LAST_WITH_EXPONENT && exponent < FIRST_WITH_EXPONENT) {
      return shortest.toPlainString();
    }
    String digits = shortest.unscaledValue().abs().toString();
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    String sign = value < 0 ? "-" : "";
    String magnitude = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    return sign + digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + magnitude;
  }
}

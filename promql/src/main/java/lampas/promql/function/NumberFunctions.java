package lampas.promql.function;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/** The functions from number to number, by name, and arithmetic as PromQL has it. */
public final class NumberFunctions {
  private static final Map<String, DoubleUnaryOperator> BY_NAME =
      Map.ofEntries(
          entry("abs", Math::abs),
          entry("ceil", Math::ceil),
          entry("floor", Math::floor),
          entry("exp", Math::exp),
          entry("sqrt", Math::sqrt),
          entry("ln", Math::log),
          entry("log2", NumberFunctions::log2),
          entry("log10", Math::log10),
          entry("sgn", NumberFunctions::sign),
          entry("sin", Math::sin),
          entry("cos", Math::cos),
          entry("tan", Math::tan),
          entry("asin", Math::asin),
          entry("acos", Math::acos),
          entry("atan", Math::atan),
          entry("sinh", Math::sinh),
          entry("cosh", Math::cosh),
          entry("tanh", Math::tanh),
          entry("asinh", NumberFunctions::asinh),
          entry("acosh", NumberFunctions::acosh),
          entry("atanh", x -> 0.5 * (Math.log1p(x) - Math.log1p(-x))),
          entry("rad", degrees -> degrees * Math.PI / 180),
          entry("deg", radians -> radians * 180 / Math.PI));

  private NumberFunctions() {}

  /** The function of a name, if it is one from number to number. */
  public static Optional<DoubleUnaryOperator> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /* IEEE 754-2008, as Go has it: 1 to any power is 1, also to NaN; Java's Math.pow says NaN. */
  /** A number to the power of another. */
  public static double power(double base, double exponent) {
    if (base == 1 || (base == -1 && Double.isInfinite(exponent))) {
      return 1;
    }
    return Math.pow(base, exponent);
  }

  /* Infinity wins over NaN, as in Go; otherwise NaN wins. */
  /** The smaller of two numbers. */
  public static double minimum(double a, double b) {
    return a == Double.NEGATIVE_INFINITY || b == Double.NEGATIVE_INFINITY
        ? Double.NEGATIVE_INFINITY
        : Math.min(a, b);
  }

  /** The larger of two numbers. */
  public static double maximum(double a, double b) {
    return a == Double.POSITIVE_INFINITY || b == Double.POSITIVE_INFINITY
        ? Double.POSITIVE_INFINITY
        : Math.max(a, b);
  }

  /** The nearest multiple of a number; the larger one of two that are equally near. */
  public static double round(double value, double multiple) {
    double inverse = 1 / multiple;
    return Math.floor(value * inverse + 0.5) / inverse;
  }

  private static double sign(double x) {
    return x < 0 ? -1 : x > 0 ? 1 : x;
  }

  /* Exact for powers of two, which ln(x) / ln(2) is not. */
  private static double log2(double x) {
    if (!(x > 0) || Double.isInfinite(x)) {
      return Math.log(x);
    }
    int exponent = Math.getExponent(x);
    double fraction = x / Math.scalb(1.0, exponent);
    return exponent + Math.log(fraction) / Math.log(2);
  }

  private static double asinh(double x) {
    double magnitude = Math.abs(x);
    if (Double.isInfinite(x) || magnitude == 0) {
      return x;
    }
    double square = magnitude * magnitude;
    double result =
        magnitude > 1e150
            ? Math.log(magnitude) + Math.log(2)
            : Math.log1p(magnitude + square / (1 + Math.sqrt(1 + square)));
    return Math.copySign(result, x);
  }

  /* Below 1 there is no value; far below, the sum of the formula would round to zero. */
  private static double acosh(double x) {
    if (x < 1) {
      return Double.NaN;
    }
    return x > 1e150 ? Math.log(x) + Math.log(2) : Math.log(x + Math.sqrt(x * x - 1));
  }
}

package lampas.client.range;

import java.util.List;
import java.util.Random;

/** Makes texts of expressions over the series of {@link RandomStore}. */
public final class RandomQueries {
  private static final List<String> WINDOWS =
      List.of("15s", "47s", "1m", "3m", "(30s * 2)", "(step() + 20s)", "max_of(step(), 50s)");
  private static final List<String> OF_WINDOW =
      List.of(
          "rate",
          "increase",
          "irate",
          "delta",
          "deriv",
          "changes",
          "resets",
          "avg_over_time",
          "count_over_time",
          "sum_over_time",
          "max_over_time",
          "stddev_over_time",
          "last_over_time",
          "present_over_time",
          "mad_over_time",
          "ts_of_max_over_time");
  private static final List<String> OF_VECTOR =
      List.of(
          "abs",
          "ceil",
          "exp",
          "ln",
          "sgn",
          "sqrt",
          "absent",
          "timestamp",
          "minute",
          "hour",
          "histogram_count",
          "histogram_sum",
          "histogram_avg");
  private static final List<String> AGGREGATIONS =
      List.of("sum", "avg", "count", "min", "max", "group", "stddev", "stdvar");

  private final Random random;

  public RandomQueries(Random random) {
    this.random = random;
  }

  public String next() {
    return random.nextInt(8) == 0 ? scalar(2) : vector(3);
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private String scalar(int depth) {
    return switch (depth <= 0 ? random.nextInt(3) : random.nextInt(7)) {
      case 0 -> "time()";
      case 1 -> String.valueOf(random.nextInt(9) - 2);
      case 2 -> "step()";
      case 3 -> "scalar(" + vector(depth - 1) + ")";
      case 4 -> "max_of(" + scalar(depth - 1) + ", " + scalar(depth - 1) + ")";
      default -> "(" + scalar(depth - 1) + pick(List.of(" + ", " * ", " % ")) + scalar(0) + ")";
    };
  }

  private String selector() {
    return pick(
        List.of(
            "c_total",
            "g",
            "c_total{a=\"x\"}",
            "{a=~\"x|y\", __name__!~\"h|b_bucket\"}",
            "g{b!=\"1\"}",
            "h",
            "gone"));
  }

  private String shift() {
    return switch (random.nextInt(9)) {
      case 0 -> " offset 35s";
      case 1 -> " offset -50s";
      case 2 -> " @ 900";
      case 3 -> " @ 1100.5 offset 1m";
      case 4 -> " offset (step() - 10s)";
      default -> "";
    };
  }

  private String window(int depth) {
    if (depth > 0 && random.nextInt(3) == 0) {
      String step = pick(List.of("", "7s", "20s", "step()"));
      return "(" + vector(depth - 1) + ")[" + pick(WINDOWS) + ":" + step + "]" + shift();
    }
    return selector() + "[" + pick(WINDOWS) + "]" + shift();
  }

  private String vector(int depth) {
    if (depth <= 0) {
      return selector() + shift();
    }
    String by = pick(List.of("", " by (a)", " without (b)", " by (le)"));
    return switch (random.nextInt(13)) {
      case 0 -> selector() + shift();
      case 1, 2 -> pick(OF_WINDOW) + "(" + window(depth - 1) + ")";
      case 3 -> pick(OF_VECTOR) + "(" + vector(depth - 1) + ")";
      case 4 -> pick(AGGREGATIONS) + by + " (" + vector(depth - 1) + ")";
      case 5 ->
          pick(List.of("topk", "bottomk", "quantile", "limit_ratio"))
              + by
              + " ("
              + pick(List.of("0.5", "2", "1", "-0.3", "step() / 30"))
              + ", "
              + vector(depth - 1)
              + ")";
      case 6 ->
          vector(depth - 1)
              + pick(List.of(" + ", " / ", " > ", " == bool ", " < bool "))
              + scalar(depth - 1);
      case 7 ->
          vector(depth - 1)
              + pick(
                  List.of(
                      " and ",
                      " or ",
                      " unless on (a) ",
                      " * on (a, b) ",
                      " - ",
                      " / on (a) group_left () "))
              + vector(depth - 1);
      case 8 ->
          "histogram_quantile("
              + pick(List.of("0.9", "scalar(g{a=\"x\",b=\"0\"}) / 10"))
              + ", "
              + pick(List.of("b_bucket", "rate(b_bucket[1m])", "h", "rate(h[1m])"))
              + ")";
      case 9 -> "absent_over_time(" + window(0) + ")";
      case 10 -> "-(" + vector(depth - 1) + ")";
      case 11 -> "label_replace(" + vector(depth - 1) + ", \"d\", \"$1\", \"a\", \"(.*)\")";
      default -> "count_values(\"v\", " + vector(depth - 1) + ")";
    };
  }
}

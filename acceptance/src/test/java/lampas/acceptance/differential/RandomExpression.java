package lampas.acceptance.differential;

import java.util.List;
import java.util.Random;

/** Makes expressions that are valid in Prometheus 2.42; most of them have a result. */
final class RandomExpression {
  private static final List<String> OVER_TIME =
      List.of(
          "rate",
          "increase",
          "irate",
          "delta",
          "idelta",
          "deriv",
          "changes",
          "resets",
          "avg_over_time",
          "sum_over_time",
          "min_over_time",
          "max_over_time",
          "count_over_time",
          "last_over_time",
          "present_over_time",
          "stddev_over_time",
          "stdvar_over_time",
          "absent_over_time");
  private static final List<String> OF_VECTOR =
      List.of(
          "abs",
          "ceil",
          "floor",
          "round",
          "exp",
          "ln",
          "log2",
          "log10",
          "sqrt",
          "sgn",
          "asin",
          "acos",
          "atan",
          "sinh",
          "cosh",
          "tanh",
          "asinh",
          "acosh",
          "atanh",
          "deg",
          "rad",
          "timestamp",
          "absent",
          "sort",
          "sort_desc");
  /* Functions that make the last digit of a large number the first, or want a time. */
  private static final List<String> OF_SAMPLES =
      List.of(
          "sin",
          "cos",
          "tan",
          "hour",
          "minute",
          "month",
          "year",
          "day_of_week",
          "day_of_month",
          "day_of_year",
          "days_in_month");
  private static final List<String> TAME =
      List.of("memory_bytes", "requests_total", "steps", "aligned", "limit_bytes", "up");
  private static final List<String> AGGREGATORS =
      List.of("sum", "avg", "min", "max", "count", "group", "stddev", "stdvar");
  /* Remainders are among the listed queries: that of nearly a multiple is anything. */
  private static final List<String> ARITHMETIC = List.of("+", "-", "*", "/", "^", "atan2");
  private static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=");
  private static final List<String> SETS = List.of("and", "or", "unless");
  private static final List<String> DURATIONS =
      List.of("16s", "30s", "1m", "97s", "2m", "5m", "7m30s", "13m1s", "29m", "1h");
  private static final List<String> STEPS = List.of("7s", "15s", "30s", "45s", "1m", "97s");
  private static final List<String> SHIFTS =
      List.of(
          " offset 1m",
          " offset -90s",
          " offset 17m3s",
          " @ 1700005000",
          " @ start()",
          " @ end()",
          " @ 1700005000.123 offset 1m",
          " offset -1m @ end()");
  /* Metrics with the labels to group them by. */
  private static final List<Metric> METRICS =
      List.of(
          new Metric("up", "job", "instance"),
          new Metric("requests_total", "job", "instance", "code"),
          new Metric("memory_bytes", "job", "instance", "zone"),
          new Metric("build_info", "job", "instance", "version"),
          new Metric("limit_bytes", "instance"),
          new Metric("latency_seconds_bucket", "job", "instance", "le"),
          new Metric("latency_seconds_sum", "job", "instance"),
          new Metric("latency_seconds_count", "job", "instance"),
          new Metric("temperature", "room"),
          new Metric("odd", "kind"),
          new Metric("steps", "size"),
          new Metric("rare", "n"),
          new Metric("aligned", "n"));
  private static final List<String> MATCHERS =
      List.of(
          "job=\"api\"",
          "job!=\"db\"",
          "job=~\"a.*|web\"",
          "instance=~\"host-[0-5]\"",
          "instance!~\".*[13]\"",
          "code=~\"[45]..\"",
          "code!=\"200\"",
          "zone=\"z1\"",
          "le=~\"0.*\"",
          "room!=\"b\"",
          "kind!~\"nan|huge\"",
          "n=~\"[12]\"",
          "size=\"m\"");

  private record Metric(String name, List<String> labels) {
    Metric(String name, String... labels) {
      this(name, List.of(labels));
    }
  }

  private final Random random;

  RandomExpression(Random random) {
    this.random = random;
  }

  /** An instant vector or, now and then, a scalar or a range vector. */
  String next() {
    return switch (random.nextInt(30)) {
      case 0 -> scalar(2);
      case 1 -> range(2);
      default -> vector(random.nextInt(1, 5));
    };
  }

  private String vector(int depth) {
    if (depth <= 0) {
      return selector() + (chance(6) ? one(SHIFTS) : "");
    }
    int inner = depth - 1;
    return switch (random.nextInt(18)) {
      case 0, 1, 2 -> one(OVER_TIME) + "(" + range(inner) + ")";
      case 3 -> windowWithScalars(inner);
      case 4 -> one(OF_VECTOR) + "(" + vector(inner) + ")";
      case 5 -> vectorWithScalars(inner);
      case 6, 7 -> one(AGGREGATORS) + grouping() + "(" + vector(inner) + ")";
      case 8 -> aggregationWithScalar(inner);
      case 9 -> operand(inner) + " " + operator() + " " + scalarOperand();
      case 10 -> scalarOperand() + " " + operator() + " " + operand(inner);
      case 11, 12 -> sameLabels(inner);
      case 13 -> joined(inner);
      case 14 -> operand(inner) + " " + one(SETS) + matching() + " " + operand(inner);
      case 15 -> one(OF_SAMPLES) + "(" + one(TAME) + ")";
      case 16 -> (chance(2) ? "-" : "") + "(" + vector(inner) + ")";
      default -> "histogram_quantile(" + share() + ", " + buckets() + ")";
    };
  }

  private String selector() {
    Metric metric = one(METRICS);
    return metric.name
        + (chance(3) ? "{" + one(MATCHERS) + (chance(3) ? "," + one(MATCHERS) : "") + "}" : "");
  }

  private String range(int depth) {
    String shift = chance(5) ? one(SHIFTS) : "";
    if (depth > 0 && chance(3)) {
      return "(%s)[%s:%s]%s".formatted(vector(depth - 1), one(DURATIONS), one(STEPS), shift);
    }
    return selector() + "[" + one(DURATIONS) + "]" + shift;
  }

  private String windowWithScalars(int depth) {
    return switch (random.nextInt(3)) {
      case 0 -> "quantile_over_time(" + share() + ", " + range(depth) + ")";
      case 1 -> "predict_linear(" + range(depth) + ", " + number() + ")";
      default -> "holt_winters(" + range(depth) + ", 0.3, 0." + random.nextInt(1, 10) + ")";
    };
  }

  private String vectorWithScalars(int depth) {
    String operand = vector(depth);
    return switch (random.nextInt(6)) {
      case 0 -> "clamp(" + operand + ", " + number() + ", " + number() + ")";
      case 1 -> "clamp_min(" + operand + ", " + scalar(1) + ")";
      case 2 -> "clamp_max(" + operand + ", " + scalar(1) + ")";
      case 3 -> "round(" + operand + ", " + number() + ")";
      case 4 ->
          "label_replace(%s, \"%s\", \"$1\", \"%s\", \"(.).*\")"
              .formatted(operand, label(), label());
      default -> "label_join(%s, \"%s\", \"-\", \"%s\")".formatted(operand, label(), label());
    };
  }

  private String aggregationWithScalar(int depth) {
    return switch (random.nextInt(4)) {
      case 0 -> "quantile" + grouping() + "(" + share() + ", " + vector(depth) + ")";
      case 1 -> "count_values" + grouping() + "(\"value\", " + selector() + ")";
      /* Of values that are hardly ever equal, since which of equal ones is taken is not defined. */
      case 2 -> "topk" + grouping() + "(" + random.nextInt(4) + ", " + distinct() + ")";
      default -> "bottomk" + grouping() + "(" + random.nextInt(4) + ", " + distinct() + ")";
    };
  }

  private String distinct() {
    String metric = chance(2) ? "memory_bytes" : "temperature";
    return switch (random.nextInt(3)) {
      case 0 -> metric;
      case 1 -> "avg_over_time(" + metric + "[" + one(DURATIONS) + "])";
      default -> metric + " * " + random.nextInt(1, 9);
    };
  }

  private String sameLabels(int depth) {
    Metric metric = one(METRICS);
    String by = " by (" + one(metric.labels) + ") ";
    String left = one(AGGREGATORS) + by + "(" + over(metric, depth) + ")";
    String right = one(AGGREGATORS) + by + "(" + over(metric, depth) + ")";
    return left + " " + operator() + " " + right;
  }

  private String over(Metric metric, int depth) {
    return depth > 0
        ? one(OVER_TIME) + "(" + metric.name + "[" + one(DURATIONS) + "])"
        : metric.name;
  }

  private String joined(int depth) {
    String right =
        one(List.of("build_info", "limit_bytes", "up", "memory_bytes", "latency_seconds_sum"));
    String left = depth > 0 ? operand(depth) : one(List.of("requests_total", "up", "memory_bytes"));
    String include = one(List.of("", "(version)", "(zone)", "(job)"));
    String matching = " on (instance) " + one(List.of("", "group_left" + include + " "));
    return left + " " + operator() + matching + right;
  }

  private String buckets() {
    String buckets = one(List.of("latency_seconds_bucket", "falling_bucket", "broken_bucket"));
    return switch (random.nextInt(3)) {
      case 0 -> buckets;
      case 1 -> "rate(" + buckets + "[" + one(DURATIONS) + "])";
      default -> "sum by (le, job) (rate(" + buckets + "[" + one(DURATIONS) + "]))";
    };
  }

  private String scalar(int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 3)) {
      case 0, 1 -> number();
      case 2 -> "time()";
      case 3 -> "scalar(" + vector(depth - 1) + ")";
      case 4 -> "scalar(temperature{room=\"a\"})";
      default -> "(" + scalar(depth - 1) + " " + one(ARITHMETIC) + " " + scalar(depth - 1) + ")";
    };
  }

  private String operand(int depth) {
    String operand = vector(depth);
    return operand.contains(" ") ? "(" + operand + ")" : operand;
  }

  private String scalarOperand() {
    return chance(4) ? scalar(2) : number();
  }

  private String operator() {
    return switch (random.nextInt(3)) {
      case 0 -> one(COMPARISONS);
      case 1 -> one(COMPARISONS) + " bool";
      default -> one(ARITHMETIC);
    };
  }

  private String matching() {
    return switch (random.nextInt(4)) {
      case 0 -> " on (" + label() + ")";
      case 1 -> " ignoring (" + label() + ")";
      default -> "";
    };
  }

  private String grouping() {
    return switch (random.nextInt(4)) {
      case 0 -> " by (" + label() + ") ";
      case 1 -> " by (job, " + label() + ") ";
      case 2 -> " without (" + label() + ") ";
      default -> "";
    };
  }

  private String label() {
    return one(List.of("job", "instance", "code", "zone", "version", "kind", "size", "n", "room"));
  }

  private String share() {
    return one(List.of("0", "0.1", "0.5", "0.9", "0.99", "1", "-1", "1.5", "NaN"));
  }

  private String number() {
    return one(
        List.of(
            "0", "1", "-1", "2", "0.5", "10", "100", "1e3", "1e9", "-7.25", "Inf", "-Inf", "NaN"));
  }

  private boolean chance(int in) {
    return random.nextInt(in) == 0;
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}

package lampas.promql.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lampas.promql.PromqlException;
import lampas.promql.syntax.Aggregator;
import lampas.promql.syntax.BinaryOperator;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Function;
import lampas.promql.syntax.Functions;
import lampas.promql.syntax.Parser;
import lampas.promql.syntax.ValueType;

/** Makes new expressions of parts of others; most parse, some do not. */
final class ExpressionMutator {
  private static final int LONGEST = 600;
  private static final List<String> BITS =
      List.of(
          " offset 1m",
          " offset -10m",
          " @ 60",
          " @ start()",
          " @ end()",
          " anchored",
          " smoothed",
          " bool ",
          " by (job)",
          " without (le)",
          " on (job) ",
          " ignoring (i) group_left ",
          " group_right (i) ",
          " fill (0) ",
          " fill_left (NaN) ",
          "[5m]",
          "[10m:7s]",
          "[step()]",
          "[range() * 2]",
          "-",
          "(",
          ")",
          "{}",
          "{job=~\".*\"}",
          ",",
          "1e400",
          "0x",
          "\\",
          "\"");

  private final Pieces pieces;
  private final Random random;
  private final List<Function> functions = Functions.all();
  private final List<Aggregator> aggregators = List.of(Aggregator.values());
  private final List<BinaryOperator> operators = List.of(BinaryOperator.values());

  ExpressionMutator(Pieces pieces, Random random) {
    this.pieces = pieces;
    this.random = random;
  }

  String next() {
    String text = random.nextInt(3) == 0 ? pieces.any(anyType(), random) : made();
    for (int i = random.nextInt(3); i > 0 && text.length() < LONGEST; i--) {
      text = random.nextInt(6) == 0 ? damaged(text) : recombined(text);
    }
    return text;
  }

  private ValueType anyType() {
    return random.nextInt(4) == 0 ? ValueType.RANGE_VECTOR : ValueType.INSTANT_VECTOR;
  }

  private String made() {
    return switch (random.nextInt(4)) {
      case 0 -> call();
      case 1 -> aggregation();
      case 2 -> binary();
      default -> subquery();
    };
  }

  private String call() {
    Function function = one(functions);
    int most = Math.min(function.maximumArguments(), function.minimumArguments() + 3);
    int count =
        function.minimumArguments() + random.nextInt(most - function.minimumArguments() + 1);
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      arguments.add(pieces.any(function.argument(i), random));
    }
    return function.name() + "(" + String.join(", ", arguments) + ")";
  }

  private String aggregation() {
    Aggregator aggregator = one(aggregators);
    String grouping =
        switch (random.nextInt(4)) {
          case 0 -> " by (job)";
          case 1 -> " without (i, le)";
          case 2 -> " by ()";
          default -> "";
        };
    String parameter =
        aggregator.parameter().map(type -> pieces.any(type, random) + ", ").orElse("");
    String operand = pieces.any(ValueType.INSTANT_VECTOR, random);
    return aggregator.text() + grouping + "(" + parameter + operand + ")";
  }

  private String binary() {
    BinaryOperator operator = one(operators);
    String matching =
        switch (random.nextInt(8)) {
          case 0 -> " bool";
          case 1 -> " on (job)";
          case 2 -> " ignoring (i)";
          case 3 -> " on (job) group_left (i)";
          case 4 -> " ignoring (i, le) group_right ()";
          case 5 -> " fill (1)";
          default -> "";
        };
    return "(" + operand() + ") " + operator.symbol() + matching + " (" + operand() + ")";
  }

  private String operand() {
    return pieces.any(random.nextInt(4) == 0 ? ValueType.SCALAR : ValueType.INSTANT_VECTOR, random);
  }

  private String subquery() {
    List<String> ranges =
        List.of("[5m:1m]", "[10m:]", "[1h:13s]", "[30s:1ms]", "[100y:1d]", "[2m:10m]");
    return "max_over_time(("
        + pieces.any(ValueType.INSTANT_VECTOR, random)
        + ")"
        + one(ranges)
        + ")";
  }

  /* One part gives way to another of the same type. */
  private String recombined(String text) {
    List<Expression> parts;
    try {
      parts = Pieces.parts(Parser.parse(text)).toList();
    } catch (PromqlException doesNotParse) {
      return damaged(text);
    }
    Expression part = one(parts);
    return text.substring(0, part.span().start())
        + pieces.any(part.type(), random)
        + text.substring(part.span().end());
  }

  private String damaged(String text) {
    StringBuilder out = new StringBuilder(text);
    int at = random.nextInt(out.length() + 1);
    int to = Math.min(out.length(), at + 1 + random.nextInt(6));
    switch (random.nextInt(3)) {
      case 0 -> out.delete(at, to);
      case 1 -> out.insert(at, one(BITS));
      default -> out.insert(random.nextInt(out.length() + 1), out.substring(at, to));
    }
    return out.toString();
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}

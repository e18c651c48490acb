package lampas.promql.fuzz;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Aggregation;
import lampas.promql.syntax.Expression.Binary;
import lampas.promql.syntax.Expression.Call;
import lampas.promql.syntax.Expression.NumberLiteral;
import lampas.promql.syntax.Expression.Parentheses;
import lampas.promql.syntax.Expression.RangeSelector;
import lampas.promql.syntax.Expression.StringLiteral;
import lampas.promql.syntax.Expression.Subquery;
import lampas.promql.syntax.Expression.Unary;
import lampas.promql.syntax.Expression.VectorSelector;
import lampas.promql.syntax.Parser;
import lampas.promql.syntax.ValueType;

/** Parts of expressions as text, by the type of their value. */
final class Pieces {
  /* Extremes that no script would write. */
  private static final Map<ValueType, List<String>> SEEDS =
      Map.of(
          ValueType.SCALAR,
          List.of(
              "0", "-1", "1e308", "-1e-308", "NaN", "Inf", "-Inf", "9007199254740993", "time()"),
          ValueType.STRING,
          List.of("\"\"", "\"(.*)\"", "\"$1\"", "\"job\"", "\"__name__\"", "\"🔥\""),
          ValueType.INSTANT_VECTOR,
          List.of(
              "a", "a{job=\"x\"}", "b", "h", "g", "c", "m", "l_bucket", "{job!=\"\"}", "vector(1)"),
          ValueType.RANGE_VECTOR,
          List.of(
              "a[5m]",
              "b[1m:10s]",
              "h[3m]",
              "m[10m]",
              "c[7m30s:1m1s]",
              "a[5m] anchored",
              "b[5m] smoothed",
              "h[5m] offset -1m",
              "a[1y:1ms]"));

  private final Map<ValueType, List<String>> texts = new EnumMap<>(ValueType.class);

  Pieces() {
    SEEDS.forEach((type, seeds) -> texts.put(type, new ArrayList<>(seeds)));
  }

  /** Takes all parts of an expression. */
  void add(String text) {
    parts(Parser.parse(text))
        .filter(part -> part.span().end() > part.span().start())
        .forEach(part -> list(part.type()).add(text(text, part)));
  }

  private List<String> list(ValueType type) {
    return texts.computeIfAbsent(type, ignored -> new ArrayList<>());
  }

  String any(ValueType type, Random random) {
    List<String> list = list(type);
    return list.get(random.nextInt(list.size()));
  }

  static String text(String whole, Expression part) {
    return whole.substring(part.span().start(), part.span().end());
  }

  /** An expression and all below it. */
  static Stream<Expression> parts(Expression expression) {
    return Stream.concat(
        Stream.of(expression), children(expression).stream().flatMap(Pieces::parts));
  }

  private static List<Expression> children(Expression expression) {
    return switch (expression) {
      case NumberLiteral ignored -> List.of();
      case StringLiteral ignored -> List.of();
      case VectorSelector ignored -> List.of();
      case RangeSelector ignored -> List.of();
      case Parentheses parentheses -> List.of(parentheses.inner());
      case Unary unary -> List.of(unary.operand());
      case Binary binary -> List.of(binary.left(), binary.right());
      case Call call -> call.arguments();
      case Subquery subquery -> List.of(subquery.operand());
      case Aggregation aggregation ->
          aggregation.parameter().isPresent()
              ? List.of(aggregation.parameter().get(), aggregation.operand())
              : List.of(aggregation.operand());
    };
  }
}

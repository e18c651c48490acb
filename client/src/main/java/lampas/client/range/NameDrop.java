package lampas.client.range;

import java.util.Set;
import lampas.model.label.LabelNames;
import lampas.model.label.MatchType;
import lampas.promql.syntax.Aggregator;
import lampas.promql.syntax.BinaryOperator;
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
import lampas.promql.syntax.ValueType;

/**
 * Whether series may become the same when their metric name is dropped.
 *
 * <p>A function of a window and a sign look at the whole range for that: two series that become the
 * same are an error even if they never have a value at the same time.
 */
final class NameDrop {
  private static final Set<Aggregator> CHOOSE =
      Set.of(Aggregator.TOPK, Aggregator.BOTTOMK, Aggregator.LIMITK, Aggregator.LIMIT_RATIO);
  private static final Set<String> KEEP_NAMES =
      Set.of("last_over_time", "first_over_time", "sort", "sort_desc", "info");
  private static final Set<String> SET_LABELS =
      Set.of("label_replace", "label_join", "histogram_quantiles");

  private NameDrop() {}

  /** Whether an expression drops the names of series that may then be the same. */
  static boolean mayCollide(Expression expression) {
    return switch (expression) {
      case Unary unary -> unary.negative() && !isDistinct(unary.operand());
      case Call call -> mayCollide(call);
      case NumberLiteral number -> false;
      case StringLiteral text -> false;
      case Parentheses parentheses -> false;
      case Binary binary -> false;
      case Aggregation aggregation -> false;
      case VectorSelector selector -> false;
      case RangeSelector range -> false;
      case Subquery subquery -> false;
    };
  }

  private static boolean mayCollide(Call call) {
    String name = call.function().name();
    boolean keeps = KEEP_NAMES.contains(name) || name.equals("absent_over_time");
    return !keeps
        && call.arguments().stream()
            .filter(argument -> argument.type() == ValueType.RANGE_VECTOR)
            .anyMatch(argument -> !isDistinct(argument));
  }

  /** Whether no two series of an expression are the same but for their names. */
  private static boolean isDistinct(Expression expression) {
    return switch (expression) {
      case NumberLiteral number -> true;
      case StringLiteral text -> true;
      case Parentheses parentheses -> isDistinct(parentheses.inner());
      case Unary unary -> unary.negative() || isDistinct(unary.operand());
      case RangeSelector range -> isDistinct(range.selector());
      case Subquery subquery -> isDistinct(subquery.operand());
      case VectorSelector selector ->
          selector.matchers().stream()
              .anyMatch(matcher ->
                  matcher.name().equals(LabelNames.METRIC_NAME)
                      && matcher.type() == MatchType.EQUAL
                      && !matcher.value().isEmpty());
      case Binary binary -> isDistinct(binary);
      case Aggregation aggregation -> isDistinct(aggregation);
      case Call call -> isDistinct(call);
    };
  }

  private static boolean isDistinct(Aggregation aggregation) {
    if (CHOOSE.contains(aggregation.aggregator())) {
      return isDistinct(aggregation.operand());
    }
    boolean counts = aggregation.aggregator() == Aggregator.COUNT_VALUES;
    return !(counts && aggregation.parameter().filter(NameDrop::isName).isPresent())
        && (aggregation.without() || !aggregation.grouping().contains(LabelNames.METRIC_NAME));
  }

  private static boolean isName(Expression label) {
    return switch (label) {
      case Parentheses parentheses -> isName(parentheses.inner());
      case StringLiteral text -> text.value().equals(LabelNames.METRIC_NAME);
      default -> false;
    };
  }

  /* Arithmetic drops names itself; a comparison without bool and a set operation hand series on. */
  private static boolean isDistinct(Binary binary) {
    if (binary.type() == ValueType.SCALAR || binary.bool()) {
      return true;
    }
    boolean includesName =
        binary
            .matching()
            .filter(matching -> matching.include().contains(LabelNames.METRIC_NAME))
            .isPresent();
    return switch (binary.operator().family()) {
      case SET -> binary.operator() != BinaryOperator.OR && isDistinct(binary.left());
      case COMPARISON, TRIM ->
          !includesName && isDistinct(binary.left()) && isDistinct(binary.right());
      case ARITHMETIC -> !includesName && binary.operator() != BinaryOperator.ATAN2;
    };
  }

  private static boolean isDistinct(Call call) {
    String name = call.function().name();
    if (SET_LABELS.contains(name)) {
      return false;
    }
    return !KEEP_NAMES.contains(name)
        || call.arguments().stream()
            .filter(argument -> argument.type() != ValueType.SCALAR)
            .allMatch(NameDrop::isDistinct);
  }
}

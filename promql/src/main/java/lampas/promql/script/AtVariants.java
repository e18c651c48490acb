package lampas.promql.script;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Aggregation;
import lampas.promql.syntax.Expression.AtModifier;
import lampas.promql.syntax.Expression.Binary;
import lampas.promql.syntax.Expression.Call;
import lampas.promql.syntax.Expression.NumberLiteral;
import lampas.promql.syntax.Expression.Parentheses;
import lampas.promql.syntax.Expression.RangeSelector;
import lampas.promql.syntax.Expression.StringLiteral;
import lampas.promql.syntax.Expression.Subquery;
import lampas.promql.syntax.Expression.TimeShift;
import lampas.promql.syntax.Expression.Unary;
import lampas.promql.syntax.Expression.VectorSelector;
import lampas.promql.syntax.Parser;
import lampas.promql.syntax.Printer;

/**
 * Rewrites an expression so that all it selects is fixed at one time; evaluated at any other time
 * it must give the same.
 */
final class AtVariants {
  private static final Set<String> LOOK_AT_THE_CLOCK =
      Set.of(
          "days_in_month",
          "day_of_month",
          "day_of_week",
          "day_of_year",
          "end",
          "hour",
          "minute",
          "month",
          "year",
          "predict_linear",
          "range",
          "start",
          "step",
          "time",
          "timestamp");

  private final TimeShift at;
  private boolean dependsOnTime;

  private AtVariants(long time) {
    at = new TimeShift(Optional.empty(), Optional.of(new AtModifier.Timestamp(time)));
  }

  /** An expression and when to evaluate it. */
  record Variant(String expression, long time) {}

  static List<Variant> of(String expression, long time) {
    AtVariants variants = new AtVariants(time);
    String fixed = Printer.print(variants.fix(Parser.parse(expression)));
    if (variants.dependsOnTime) {
      return List.of();
    }
    LongStream times =
        time == 0
            ? LongStream.of(-1000, 0, 1000)
            : LongStream.of(-10 * time, 0, time / 5, time, 10 * time);
    return times.mapToObj(other -> new Variant(fixed, other)).toList();
  }

  private Expression fix(Expression expression) {
    return switch (expression) {
      case NumberLiteral number -> number;
      case StringLiteral text -> text;
      case Parentheses in -> new Parentheses(fix(in.inner()), in.span());
      case Unary unary -> new Unary(unary.negative(), fix(unary.operand()), unary.span());
      case Binary binary ->
          new Binary(
              binary.operator(),
              fix(binary.left()),
              fix(binary.right()),
              binary.bool(),
              binary.matching(),
              binary.span());
      case Aggregation aggregation ->
          new Aggregation(
              aggregation.aggregator(),
              aggregation.parameter().map(this::fix),
              fix(aggregation.operand()),
              aggregation.grouping(),
              aggregation.without(),
              aggregation.span());
      case Call call -> {
        dependsOnTime |= LOOK_AT_THE_CLOCK.contains(call.function().name());
        yield new Call(
            call.function(), call.arguments().stream().map(this::fix).toList(), call.span());
      }
      case VectorSelector selector -> fix(selector);
      case RangeSelector range ->
          new RangeSelector(fix(range.selector()), range.range(), range.span());
      /* What is inside a subquery moves with the subquery. */
      case Subquery subquery ->
          new Subquery(
              subquery.operand(),
              subquery.range(),
              subquery.step(),
              fix(subquery.shift()),
              subquery.span());
    };
  }

  private VectorSelector fix(VectorSelector selector) {
    return new VectorSelector(
        selector.metricName(),
        selector.matchers(),
        fix(selector.shift()),
        selector.extrapolation(),
        selector.span());
  }

  private TimeShift fix(TimeShift shift) {
    return shift.at().isPresent() ? shift : new TimeShift(shift.offset(), at.at());
  }
}

package lampas.client.range;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lampas.client.range.SplitDecision.Reason;
import lampas.client.range.SplitDecision.Whole;
import lampas.promql.syntax.Aggregator;
import lampas.promql.syntax.DurationExpression;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Aggregation;
import lampas.promql.syntax.Expression.AtModifier;
import lampas.promql.syntax.Expression.Binary;
import lampas.promql.syntax.Expression.Call;
import lampas.promql.syntax.Expression.Extrapolation;
import lampas.promql.syntax.Expression.NumberLiteral;
import lampas.promql.syntax.Expression.Parentheses;
import lampas.promql.syntax.Expression.RangeSelector;
import lampas.promql.syntax.Expression.StringLiteral;
import lampas.promql.syntax.Expression.Subquery;
import lampas.promql.syntax.Expression.TimeShift;
import lampas.promql.syntax.Expression.Unary;
import lampas.promql.syntax.Expression.VectorSelector;
import lampas.promql.syntax.Printer;
import lampas.promql.syntax.Trees;
import lampas.promql.syntax.ValueType;

/**
 * Proves from an expression's tree that its value at a time depends on that time only, not on the
 * range that it is part of.
 *
 * <p>What the proof knows is listed; a function, aggregator or modifier that is not on the list is
 * an obstacle. Not in its scope is what servers leave open for every query: in which order floats
 * are added, which shows in their last bits, and which of equal values {@code topk} takes.
 */
public final class SplitProof {
  private static final Set<String> QUERY_RANGE = Set.of("start", "end", "range");
  private static final Set<String> SORTS =
      Set.of("sort", "sort_desc", "sort_by_label", "sort_by_label_desc");

  /* Each looks at one evaluation time: at the samples of a window that ends there, or at the values
  of its arguments there. */
  private static final Set<String> PROVEN =
      Set.copyOf(
          Stream.of(
                  "abs ceil clamp clamp_max clamp_min exp floor ln log10 log2 round sgn sqrt",
                  "acos acosh asin asinh atan atanh cos cosh deg pi rad sin sinh tan tanh",
                  "day_of_month day_of_week day_of_year days_in_month hour minute month year",
                  "changes delta deriv idelta increase irate predict_linear rate resets",
                  "absent_over_time avg_over_time count_over_time first_over_time last_over_time",
                  "max_over_time min_over_time present_over_time quantile_over_time",
                  "stddev_over_time stdvar_over_time sum_over_time mad_over_time",
                  "ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time",
                  "ts_of_min_over_time double_exponential_smoothing",
                  "histogram_avg histogram_count histogram_fraction histogram_quantile",
                  "histogram_quantiles histogram_stddev histogram_stdvar histogram_sum",
                  "absent label_join label_replace scalar time timestamp vector step",
                  "max_of min_of")
              .flatMap(line -> Stream.of(line.split(" ", -1)))
              .toList());

  private SplitProof() {}

  /** Why a query of this expression must not be split; empty if it is proven that it may be. */
  public static Optional<Whole> obstacle(Expression expression) {
    ValueType type = expression.type();
    if (type == ValueType.STRING || type == ValueType.RANGE_VECTOR) {
      return whole(Reason.WRONG_TYPE, expression, "is a " + type);
    }
    return Trees.all(expression).flatMap(part -> own(part).stream()).findFirst();
  }

  private static Optional<Whole> own(Expression part) {
    return switch (part) {
      case NumberLiteral number -> Optional.empty();
      case StringLiteral text -> Optional.empty();
      case Parentheses parentheses -> Optional.empty();
      case Unary unary -> names(unary);
      case Binary binary -> binary(binary);
      case Aggregation aggregation -> aggregation(aggregation);
      case Call call -> call(call);
      case VectorSelector selector ->
          selector.extrapolation() == Extrapolation.NONE
              ? shift(selector, selector.shift())
              : whole(Reason.UNPROVEN, selector, "has an experimental modifier");
      case RangeSelector range -> duration(range, range.range());
      case Subquery subquery ->
          duration(subquery, subquery.range())
              .or(() -> subquery.step().flatMap(step -> duration(subquery, step)))
              .or(() -> shift(subquery, subquery.shift()));
    };
  }

  private static Optional<Whole> binary(Binary binary) {
    boolean fills =
        binary
            .matching()
            .filter(matching -> matching.fillLeft().isPresent() || matching.fillRight().isPresent())
            .isPresent();
    return fills
        ? whole(Reason.UNPROVEN, binary, "has an experimental modifier")
        : Optional.empty();
  }

  private static Optional<Whole> aggregation(Aggregation aggregation) {
    if (aggregation.aggregator() == Aggregator.LIMITK) {
      return whole(Reason.CHOICE, aggregation, "chooses series by the order they are stored in");
    }
    return aggregation
        .parameter()
        .filter(parameter -> !isConstant(parameter))
        .flatMap(parameter ->
            whole(
                Reason.CHANGING_PARAMETER,
                parameter,
                "may change over time (expected: a constant in front of an aggregation)"));
  }

  /** Whether an expression has the same value at every time of every range. */
  private static boolean isConstant(Expression expression) {
    return Trees.all(expression)
        .allMatch(part ->
            switch (part) {
              case NumberLiteral number -> true;
              case StringLiteral text -> true;
              case Parentheses parentheses -> true;
              case Unary unary -> true;
              case Binary binary -> true;
              case Call call ->
                  Set.of("pi", "step", "max_of", "min_of").contains(call.function().name());
              case Aggregation aggregation -> false;
              case VectorSelector selector -> false;
              case RangeSelector range -> false;
              case Subquery subquery -> false;
            });
  }

  private static Optional<Whole> call(Call call) {
    String name = call.function().name();
    if (QUERY_RANGE.contains(name)) {
      return whole(Reason.QUERY_RANGE, call, "is about the whole range");
    }
    if (SORTS.contains(name)) {
      return whole(Reason.ORDER, call, "asks for an order of the whole result");
    }
    return PROVEN.contains(name)
        ? names(call)
        : whole(Reason.UNPROVEN, call, "is not proven to look at one time only");
  }

  private static Optional<Whole> names(Expression part) {
    return NameDrop.mayCollide(part)
        ? whole(
            Reason.SAME_LABELS, part, "drops names that may tell series apart (expected: one name)")
        : Optional.empty();
  }

  private static Optional<Whole> shift(Expression of, TimeShift shift) {
    boolean fixed = shift.at().filter(at -> !(at instanceof AtModifier.Timestamp)).isPresent();
    return fixed
        ? whole(Reason.QUERY_RANGE, of, "is about the whole range")
        : shift.offset().flatMap(offset -> duration(of, offset));
  }

  private static Optional<Whole> duration(Expression of, DurationExpression duration) {
    return namesRange(duration)
        ? whole(Reason.QUERY_RANGE, of, "is about the whole range")
        : Optional.empty();
  }

  /* step() is the same in every part. */
  private static boolean namesRange(DurationExpression duration) {
    return switch (duration) {
      case DurationExpression.Constant constant -> false;
      case DurationExpression.NumberOperand number -> false;
      case DurationExpression.Step step -> false;
      case DurationExpression.Range range -> true;
      case DurationExpression.Signed signed -> namesRange(signed.operand());
      case DurationExpression.Parenthesised parentheses -> namesRange(parentheses.inner());
      case DurationExpression.Arithmetic arithmetic ->
          namesRange(arithmetic.left()) || namesRange(arithmetic.right());
    };
  }

  private static Optional<Whole> whole(Reason reason, Expression part, String what) {
    return Optional.of(new Whole(reason, Printer.print(part) + ": " + what));
  }
}

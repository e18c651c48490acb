package lampas.promql.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import lampas.promql.syntax.DurationExpression;
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
import lampas.promql.syntax.Span;

/**
 * When {@code info()} looks at info series: when the first selector in its argument looks.
 *
 * <p>The innermost {@code @} of the selector and the subqueries around it fixes the time; the
 * offsets from the selector out to there add up.
 */
final class InfoShift {
  private final QueryRun run;
  private final Deque<Subquery> around = new ArrayDeque<>();
  private Optional<Lookup> found = Optional.empty();

  private InfoShift(QueryRun run) {
    this.run = run;
  }

  static TimeShift of(Expression operand, QueryRun run) {
    InfoShift search = new InfoShift(run);
    search.visit(operand);
    Lookup lookup = search.found.orElse(new Lookup(OptionalLong.empty(), 0));
    Optional<AtModifier> at =
        lookup.isFixed()
            ? Optional.of(new AtModifier.Timestamp(lookup.at().getAsLong()))
            : Optional.empty();
    return new TimeShift(
        Optional.of(new DurationExpression.Constant(lookup.offset(), Span.NONE)), at);
  }

  private void visit(Expression expression) {
    if (found.isPresent()) {
      return;
    }
    switch (expression) {
      case VectorSelector selector -> found = Optional.of(lookup(selector));
      case RangeSelector range -> visit(range.selector());
      case Subquery subquery -> {
        around.push(subquery);
        visit(subquery.operand());
        around.pop();
      }
      case Parentheses parentheses -> visit(parentheses.inner());
      case Unary unary -> visit(unary.operand());
      case Binary binary -> visit(List.of(binary.left(), binary.right()));
      case Aggregation aggregation -> {
        visit(aggregation.operand());
        aggregation.parameter().ifPresent(this::visit);
      }
      case Call call -> visit(call.arguments());
      case NumberLiteral number -> {}
      case StringLiteral text -> {}
    }
  }

  private void visit(List<Expression> expressions) {
    expressions.forEach(this::visit);
  }

  private Lookup lookup(VectorSelector selector) {
    Lookup lookup = Lookup.of(selector.shift(), run);
    for (Subquery subquery : around) {
      if (!lookup.isFixed()) {
        Lookup outer = Lookup.of(subquery.shift(), run);
        lookup = new Lookup(outer.at(), lookup.offset() + outer.offset());
      }
    }
    return lookup;
  }
}

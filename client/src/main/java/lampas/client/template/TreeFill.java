package lampas.client.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lampas.promql.syntax.DurationExpression;
import lampas.promql.syntax.DurationExpression.Arithmetic;
import lampas.promql.syntax.DurationExpression.Constant;
import lampas.promql.syntax.DurationExpression.NumberOperand;
import lampas.promql.syntax.DurationExpression.Parenthesised;
import lampas.promql.syntax.DurationExpression.Range;
import lampas.promql.syntax.DurationExpression.Signed;
import lampas.promql.syntax.DurationExpression.Step;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Aggregation;
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
import lampas.promql.syntax.VectorMatching;

/** Makes the tree of a filled template: each stand-in is replaced by its value, node by node. */
final class TreeFill {
  private final Filling filling;

  private TreeFill(Filling filling) {
    this.filling = filling;
  }

  /** The tree; its spans are those of the template and mean nothing any more. */
  static Expression fill(Filling filling) {
    return new TreeFill(filling).expression(filling.template().skeleton());
  }

  private Expression expression(Expression expression) {
    return switch (expression) {
      case NumberLiteral literal -> number(literal);
      case StringLiteral literal ->
          filling
              .hole(literal.value())
              .<Expression>map(hole -> new StringLiteral(filling.text(hole), Span.NONE))
              .orElse(literal);
      case Parentheses(Expression inner, Span span) -> new Parentheses(expression(inner), span);
      case Unary unary -> new Unary(unary.negative(), expression(unary.operand()), unary.span());
      case Binary binary ->
          new Binary(
              binary.operator(),
              expression(binary.left()),
              expression(binary.right()),
              binary.bool(),
              binary.matching().map(this::matching),
              binary.span());
      case Aggregation aggregation ->
          new Aggregation(
              aggregation.aggregator(),
              aggregation.parameter().map(this::expression),
              expression(aggregation.operand()),
              labels(aggregation.grouping()),
              aggregation.without(),
              aggregation.span());
      case Call call ->
          new Call(
              call.function(),
              call.arguments().stream().map(this::expression).toList(),
              call.span());
      case VectorSelector selector -> selector(selector);
      case RangeSelector range ->
          new RangeSelector(selector(range.selector()), duration(range.range()), range.span());
      case Subquery subquery ->
          new Subquery(
              expression(subquery.operand()),
              duration(subquery.range()),
              subquery.step().map(this::duration),
              shift(subquery.shift()),
              subquery.span());
    };
  }

  private Expression number(NumberLiteral literal) {
    Optional<Hole> found = filling.hole(literal.span(), PlaceholderKind.NUMBER);
    if (found.isEmpty()) {
      return literal;
    }
    NumberLiteral number = filling.number(found.get());
    return filling.isEnclosed(found.get()) ? new Parentheses(number, Span.NONE) : number;
  }

  private VectorSelector selector(VectorSelector selector) {
    FilledSelector filled = FilledSelector.of(selector, filling);
    return new VectorSelector(
        filled.name(),
        filled.matchers(),
        shift(selector.shift()),
        selector.extrapolation(),
        selector.span());
  }

  private VectorMatching matching(VectorMatching matching) {
    return new VectorMatching(
        matching.cardinality(),
        matching.on(),
        labels(matching.labels()),
        labels(matching.include()),
        matching.fillLeft(),
        matching.fillRight());
  }

  private List<String> labels(List<String> names) {
    List<String> filled = new ArrayList<>();
    for (String name : names) {
      filling
          .hole(name)
          .ifPresentOrElse(hole -> filled.addAll(filling.labels(hole)), () -> filled.add(name));
    }
    return filled;
  }

  private TimeShift shift(TimeShift shift) {
    return new TimeShift(shift.offset().map(this::duration), shift.at());
  }

  private DurationExpression duration(DurationExpression duration) {
    return switch (duration) {
      case Constant constant ->
          filling
              .hole(constant.span(), PlaceholderKind.DURATION)
              .map(hole -> new Constant(filling.millis(hole), Span.NONE))
              .orElse(constant);
      case NumberOperand number -> number;
      case Step step -> step;
      case Range range -> range;
      case Signed signed ->
          new Signed(signed.negative(), duration(signed.operand()), signed.span());
      case Parenthesised parenthesised ->
          new Parenthesised(duration(parenthesised.inner()), parenthesised.span());
      case Arithmetic arithmetic ->
          new Arithmetic(
              arithmetic.operation(),
              duration(arithmetic.left()),
              duration(arithmetic.right()),
              arithmetic.span());
    };
  }
}

package lampas.client.tikv;

import com.google.re2j.Pattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lampas.model.label.LabelNames;
import lampas.model.label.Matcher;
import lampas.promql.syntax.Aggregator;
import lampas.promql.syntax.BinaryOperator;
import lampas.promql.syntax.DurationExpression.Constant;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Aggregation;
import lampas.promql.syntax.Expression.Binary;
import lampas.promql.syntax.Expression.Call;
import lampas.promql.syntax.Expression.Extrapolation;
import lampas.promql.syntax.Expression.NumberLiteral;
import lampas.promql.syntax.Expression.RangeSelector;
import lampas.promql.syntax.Expression.Subquery;
import lampas.promql.syntax.Expression.TimeShift;
import lampas.promql.syntax.Expression.VectorSelector;
import lampas.promql.syntax.Functions;
import lampas.promql.syntax.Span;
import lampas.promql.syntax.VectorMatching;

/**
 * Expressions over the series of some stores, made as trees: addresses are values in them and never
 * syntax.
 *
 * @param matchers the conditions that every selector has
 */
record Selection(List<Matcher> matchers) {
  Selection {
    matchers = List.copyOf(matchers);
  }

  /** The series whose label has one of the values. */
  static Selection of(String label, Collection<String> values, List<Matcher> others) {
    Matcher matcher =
        values.size() == 1
            ? Matcher.equal(label, values.iterator().next())
            : Matcher.regex(
                label, values.stream().map(Pattern::quote).collect(Collectors.joining("|")));
    List<Matcher> all = new ArrayList<>(others);
    all.add(matcher);
    return new Selection(all);
  }

  VectorSelector selector(String metric, Matcher... more) {
    List<Matcher> all =
        Stream.of(
                matchers.stream(),
                Stream.of(more),
                Stream.of(Matcher.equal(LabelNames.METRIC_NAME, metric)))
            .flatMap(part -> part)
            .toList();
    return new VectorSelector(
        Optional.of(metric), all, TimeShift.NONE, Extrapolation.NONE, Span.NONE);
  }

  Expression rate(String metric, Duration window) {
    return call(
        "rate",
        new RangeSelector(selector(metric), new Constant(window.toMillis(), Span.NONE), Span.NONE));
  }

  static Expression by(Aggregator aggregator, Expression operand, String... labels) {
    return new Aggregation(
        aggregator, Optional.empty(), operand, List.of(labels), false, Span.NONE);
  }

  static Expression call(String function, Expression... arguments) {
    return new Call(
        Functions.find(function).orElseThrow(() -> new IllegalStateException(function)),
        List.of(arguments),
        Span.NONE);
  }

  static Expression number(double value) {
    return new NumberLiteral(value, false, Span.NONE);
  }

  static Expression subquery(Expression operand, Duration range, Duration step) {
    return new Subquery(
        operand,
        new Constant(range.toMillis(), Span.NONE),
        Optional.of(new Constant(step.toMillis(), Span.NONE)),
        TimeShift.NONE,
        Span.NONE);
  }

  static Expression or(Expression left, Expression right) {
    VectorMatching all =
        new VectorMatching(
            VectorMatching.Cardinality.MANY_TO_MANY,
            false,
            List.of(),
            List.of(),
            OptionalDouble.empty(),
            OptionalDouble.empty());
    return new Binary(BinaryOperator.OR, left, right, false, Optional.of(all), Span.NONE);
  }
}

package lampas.promql.build;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lampas.promql.syntax.Aggregator;
import lampas.promql.syntax.BinaryOperator;
import lampas.promql.syntax.DurationExpression;
import lampas.promql.syntax.Expression.Extrapolation;
import lampas.promql.syntax.Expression.Subquery;
import lampas.promql.syntax.Expression.TimeShift;
import lampas.promql.syntax.Expression.VectorSelector;
import lampas.promql.syntax.Functions;
import lampas.promql.syntax.Span;
import lampas.promql.syntax.ValueType;

/**
 * At most one value a series, all at one time.
 *
 * <p>It knows which labels its series may have and what their values mean; every method checks
 * both, and throws {@link BuildException} on what cannot be meant.
 */
public final class InstantVector extends Operand {
  private final LabelScope labels;
  private final Values values;

  InstantVector(Node node, LabelScope labels, Values values) {
    super(node);
    this.labels = labels;
    this.values = values;
  }

  LabelScope labels() {
    return labels;
  }

  @Override
  Values values() {
    return values;
  }

  public InstantVector sum(Grouping grouping) {
    return aggregate(Aggregator.SUM, grouping);
  }

  public InstantVector average(Grouping grouping) {
    return aggregate(Aggregator.AVG, grouping);
  }

  public InstantVector count(Grouping grouping) {
    return aggregate(Aggregator.COUNT, grouping);
  }

  public InstantVector minimum(Grouping grouping) {
    return aggregate(Aggregator.MIN, grouping);
  }

  public InstantVector maximum(Grouping grouping) {
    return aggregate(Aggregator.MAX, grouping);
  }

  /** The series with the largest values of each group. */
  public InstantVector top(int count, Grouping grouping) {
    return aggregate(Aggregator.TOPK, Scalar.of(count), grouping);
  }

  /** The series with the smallest values of each group. */
  public InstantVector bottom(int count, Grouping grouping) {
    return aggregate(Aggregator.BOTTOMK, Scalar.of(count), grouping);
  }

  /** The quantile of the values of each group: of series, not of observations. */
  public InstantVector quantileOfSeries(double quantile, Grouping grouping) {
    return aggregate(Aggregator.QUANTILE, Scalar.of(quantile), grouping);
  }

  /** How many series of each group have each value, which stands in a new label. */
  public InstantVector countValues(String label, Grouping grouping) {
    return aggregate(Aggregator.COUNT_VALUES, Text.of(label), grouping);
  }

  /** Any aggregation that takes no parameter. */
  public InstantVector aggregate(Aggregator aggregator, Grouping grouping) {
    if (aggregator.parameter().isPresent()) {
      throw new BuildException(
          "%s: without a parameter (expected: a %s)"
              .formatted(aggregator.text(), aggregator.parameter().get()));
    }
    return Aggregations.of(aggregator, Optional.empty(), this, grouping);
  }

  /** Any aggregation that takes a number. */
  public InstantVector aggregate(Aggregator aggregator, Scalar parameter, Grouping grouping) {
    requireParameter(aggregator, ValueType.SCALAR);
    return Aggregations.of(aggregator, Optional.of(parameter), this, grouping);
  }

  /** Any aggregation that takes a text. */
  public InstantVector aggregate(Aggregator aggregator, Text parameter, Grouping grouping) {
    requireParameter(aggregator, ValueType.STRING);
    Names.newLabel(aggregator.text(), parameter.value());
    return Aggregations.of(aggregator, Optional.of(parameter), this, grouping);
  }

  public InstantVector plus(Operand other) {
    return Operators.apply(BinaryOperator.ADD, this, other);
  }

  public InstantVector plus(InstantVector other, Matching matching) {
    return apply(BinaryOperator.ADD, other, matching);
  }

  public InstantVector minus(Operand other) {
    return Operators.apply(BinaryOperator.SUBTRACT, this, other);
  }

  public InstantVector minus(InstantVector other, Matching matching) {
    return apply(BinaryOperator.SUBTRACT, other, matching);
  }

  public InstantVector times(Operand other) {
    return Operators.apply(BinaryOperator.MULTIPLY, this, other);
  }

  public InstantVector times(InstantVector other, Matching matching) {
    return apply(BinaryOperator.MULTIPLY, other, matching);
  }

  public InstantVector dividedBy(Operand other) {
    return Operators.apply(BinaryOperator.DIVIDE, this, other);
  }

  public InstantVector dividedBy(InstantVector other, Matching matching) {
    return apply(BinaryOperator.DIVIDE, other, matching);
  }

  public InstantVector modulo(Operand other) {
    return Operators.apply(BinaryOperator.MODULO, this, other);
  }

  public InstantVector modulo(InstantVector other, Matching matching) {
    return apply(BinaryOperator.MODULO, other, matching);
  }

  public InstantVector toThePowerOf(Operand other) {
    return Operators.apply(BinaryOperator.POWER, this, other);
  }

  public InstantVector toThePowerOf(InstantVector other, Matching matching) {
    return apply(BinaryOperator.POWER, other, matching);
  }

  public InstantVector atan2(Operand other) {
    return Operators.apply(BinaryOperator.ATAN2, this, other);
  }

  public InstantVector atan2(InstantVector other, Matching matching) {
    return apply(BinaryOperator.ATAN2, other, matching);
  }

  /** Keeps the observations of native histograms up to a bound; experimental. */
  public InstantVector trimUpper(Operand bound) {
    return Operators.apply(BinaryOperator.TRIM_UPPER, this, bound);
  }

  /** Keeps the observations of native histograms from a bound on; experimental. */
  public InstantVector trimLower(Operand bound) {
    return Operators.apply(BinaryOperator.TRIM_LOWER, this, bound);
  }

  /** The series for which the comparison holds, with their values. */
  public InstantVector keep(Comparison comparison, Operand other) {
    return Operators.apply(comparison.operator(), this, other);
  }

  /** The series for which the comparison holds, with their values. */
  public InstantVector keep(Comparison comparison, InstantVector other, Matching matching) {
    return apply(comparison.operator(), other, matching);
  }

  /** 1 for the series for which the comparison holds, 0 for the others. */
  public InstantVector compare(Comparison comparison, Operand other) {
    return Operators.apply(
        comparison.operator(), this, other, Matching.allLabels(), Comparison.Answer.ZERO_OR_ONE);
  }

  /** 1 for the series for which the comparison holds, 0 for the others. */
  public InstantVector compare(Comparison comparison, InstantVector other, Matching matching) {
    return Operators.apply(
        comparison.operator(), this, other, matching, Comparison.Answer.ZERO_OR_ONE);
  }

  public InstantVector and(InstantVector other) {
    return and(other, Matching.allLabels());
  }

  public InstantVector and(InstantVector other, Matching matching) {
    return apply(BinaryOperator.AND, other, matching);
  }

  public InstantVector or(InstantVector other) {
    return or(other, Matching.allLabels());
  }

  public InstantVector or(InstantVector other, Matching matching) {
    return apply(BinaryOperator.OR, other, matching);
  }

  public InstantVector unless(InstantVector other) {
    return unless(other, Matching.allLabels());
  }

  public InstantVector unless(InstantVector other, Matching matching) {
    return apply(BinaryOperator.UNLESS, other, matching);
  }

  public InstantVector negated() {
    return new InstantVector(node().negated(), labels, values.derived());
  }

  /** The quantile, 0 to 1, of the observations of histograms. */
  public InstantVector histogramQuantile(double quantile) {
    return Calls.vector("histogram_quantile", Scalar.of(quantile), this);
  }

  /** The share of the observations of histograms between two bounds. */
  public InstantVector histogramFraction(double lower, double upper) {
    return Calls.vector("histogram_fraction", Scalar.of(lower), Scalar.of(upper), this);
  }

  /** When each sample was taken, in Unix seconds. */
  public InstantVector timestamp() {
    return Calls.vector("timestamp", this);
  }

  /** 1 if the vector is empty, else nothing. */
  public InstantVector absent() {
    return Calls.vector("absent", this);
  }

  /** The value of the only series; NaN if there is not exactly one. */
  public Scalar toScalar() {
    return Calls.scalar("scalar", this);
  }

  /** Any function whose first argument is an instant vector, see {@link Calls} for the others. */
  public InstantVector call(String function, Part... more) {
    return Calls.vector(function, Calls.prepend(this, more));
  }

  /** The labels of the info series that belong to each series; experimental. */
  public InstantVector info(Condition... conditions) {
    VectorSelector selector =
        new VectorSelector(
            Optional.empty(),
            Arrays.stream(conditions).map(Condition::matcher).toList(),
            TimeShift.NONE,
            Extrapolation.NONE,
            Span.NONE);
    List<Node> arguments = new ArrayList<>(List.of(node()));
    if (conditions.length > 0) {
      arguments.add(Node.leaf(selector));
    }
    Node call = Node.call(Functions.find("info").orElseThrow(), arguments);
    return new InstantVector(call, labels.opened(), values);
  }

  /** The vector evaluated again and again over a window, at the backend's own interval. */
  public RangeVector over(Duration window) {
    return subquery(window, Optional.empty());
  }

  /** The vector evaluated once each step over a window. */
  public RangeVector over(Duration window, Duration step) {
    return subquery(window, Optional.of(Spans.window("step", step)));
  }

  private RangeVector subquery(Duration window, Optional<DurationExpression> step) {
    Node operand = node().beforeBrackets();
    Subquery subquery =
        new Subquery(
            operand.tree(), Spans.window("window", window), step, TimeShift.NONE, Span.NONE);
    return new RangeVector(Node.around(subquery, operand), labels, values);
  }

  private InstantVector apply(BinaryOperator operator, InstantVector other, Matching matching) {
    return Operators.apply(operator, this, other, matching, Comparison.Answer.KEPT);
  }

  private static void requireParameter(Aggregator aggregator, ValueType given) {
    if (!aggregator.parameter().equals(Optional.of(given))) {
      throw new BuildException(
          "%s: with a %s (expected: %s)"
              .formatted(
                  aggregator.text(),
                  given,
                  aggregator.parameter().map(ValueType::toString).orElse("no parameter")));
    }
  }
}

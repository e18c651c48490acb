package lampas.promql.build;

import java.util.List;
import java.util.Optional;
import lampas.promql.syntax.Aggregator;

/** Puts aggregations around vectors and says what comes out. */
final class Aggregations {
  private Aggregations() {}

  static InstantVector of(
      Aggregator aggregator, Optional<Part> parameter, InstantVector operand, Grouping grouping) {
    LabelScope groups = grouping.applyTo(operand.labels());
    LabelScope labels =
        switch (aggregator) {
          case TOPK, BOTTOMK, LIMITK, LIMIT_RATIO -> operand.labels();
          case COUNT_VALUES -> groups.with(List.of(((Text) parameter.orElseThrow()).value()));
          case SUM, AVG, COUNT, MIN, MAX, GROUP, STDDEV, STDVAR, QUANTILE -> groups;
        };
    Values values =
        switch (aggregator) {
          case SUM, AVG -> operand.values().derived();
          case COUNT, GROUP, COUNT_VALUES -> Values.NUMBERS;
          case LIMITK, LIMIT_RATIO -> operand.values();
          case TOPK, BOTTOMK -> numbers(aggregator, operand.values());
          case MIN, MAX, STDDEV, STDVAR, QUANTILE -> {
            numbers(aggregator, operand.values());
            yield Values.NUMBERS;
          }
        };
    return new InstantVector(
        Node.aggregation(aggregator, parameter.map(Part::node), operand.node(), grouping),
        labels,
        values);
  }

  private static Values numbers(Aggregator aggregator, Values values) {
    if (values.isNative()) {
      throw new BuildException(
          aggregator.text() + ": of native histograms (expected: numbers, such as their quantile)");
    }
    return values;
  }
}

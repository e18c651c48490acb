package lampas.promql.syntax;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The aggregation operators. */
public enum Aggregator {
  SUM("Sum of the values of each group."),
  AVG("Mean of the values of each group."),
  COUNT("Number of the series of each group."),
  MIN("Smallest value of each group."),
  MAX("Largest value of each group."),
  GROUP("1 for each group that has any series."),
  STDDEV("Standard deviation of the values of each group, of the population."),
  STDVAR("Variance of the values of each group, of the population."),
  TOPK(
      ValueType.SCALAR, "The series with the largest values of each group, with all their labels."),
  BOTTOMK(
      ValueType.SCALAR,
      "The series with the smallest values of each group, with all their labels."),
  COUNT_VALUES(
      ValueType.STRING,
      "How many series have each value; the value stands in the label that the parameter names."),
  QUANTILE(ValueType.SCALAR, "The quantile, 0 to 1, of the values of each group."),
  /** Experimental. */
  LIMITK(ValueType.SCALAR, "So many series of each group, chosen by their labels."),
  /** Experimental. */
  LIMIT_RATIO(
      ValueType.SCALAR,
      "This share of the series, chosen by their labels; a negative one is the complement.");

  private static final Map<String, Aggregator> BY_TEXT =
      Stream.of(values())
          .collect(Collectors.toUnmodifiableMap(Aggregator::text, UnaryOperator.identity()));

  private final Optional<ValueType> parameter;
  private final String summary;

  Aggregator(String summary) {
    this.parameter = Optional.empty();
    this.summary = summary;
  }

  Aggregator(ValueType parameter, String summary) {
    this.parameter = Optional.of(parameter);
    this.summary = summary;
  }

  /** The operator of this name, in lower case. */
  static Optional<Aggregator> find(String text) {
    return Optional.ofNullable(BY_TEXT.get(text));
  }

  /** The name in PromQL. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type of the parameter, if the operator takes one. */
  public Optional<ValueType> parameter() {
    return parameter;
  }

  /** What it does, one line. */
  public String summary() {
    return summary;
  }

  /** Whether upstream asks for a feature switch. */
  public boolean isExperimental() {
    return this == LIMITK || this == LIMIT_RATIO;
  }
}

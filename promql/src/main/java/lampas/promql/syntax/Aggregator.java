package lampas.promql.syntax;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The aggregation operators. */
public enum Aggregator {
  SUM,
  AVG,
  COUNT,
  MIN,
  MAX,
  GROUP,
  STDDEV,
  STDVAR,
  TOPK(ValueType.SCALAR),
  BOTTOMK(ValueType.SCALAR),
  COUNT_VALUES(ValueType.STRING),
  QUANTILE(ValueType.SCALAR),
  /** Experimental. */
  LIMITK(ValueType.SCALAR),
  /** Experimental. */
  LIMIT_RATIO(ValueType.SCALAR);

  private static final Map<String, Aggregator> BY_TEXT =
      Stream.of(values())
          .collect(Collectors.toUnmodifiableMap(Aggregator::text, UnaryOperator.identity()));

  private final Optional<ValueType> parameter;

  Aggregator() {
    this.parameter = Optional.empty();
  }

  Aggregator(ValueType parameter) {
    this.parameter = Optional.of(parameter);
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

  /** Whether upstream asks for a feature switch. */
  public boolean isExperimental() {
    return this == LIMITK || this == LIMIT_RATIO;
  }
}

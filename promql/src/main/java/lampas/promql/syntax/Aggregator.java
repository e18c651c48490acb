package lampas.promql.syntax;

import java.util.Locale;
import java.util.Optional;

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

  private final Optional<ValueType> parameter;

  Aggregator() {
    this.parameter = Optional.empty();
  }

  Aggregator(ValueType parameter) {
    this.parameter = Optional.of(parameter);
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

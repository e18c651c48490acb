package lampas.promql.syntax;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import lampas.model.label.Matcher;

/**
 * A PromQL expression as a tree.
 *
 * <p>Immutable. Two trees are equal if their structure is; spans count too, {@link Trees} compares
 * without them. {@link Parser} makes type-checked trees; a tree that was put together by hand is
 * checked by {@link TypeChecker}.
 */
public sealed interface Expression {
  /** Where the expression stands in its text. */
  Span span();

  /** What kind of value the expression has. */
  ValueType type();

  /**
   * A number.
   *
   * @param duration whether it was written as a duration, such as {@code 5m}, which means its
   *     seconds
   */
  record NumberLiteral(double value, boolean duration, Span span) implements Expression {
    @Override
    public ValueType type() {
      return ValueType.SCALAR;
    }
  }

  /** A text. */
  record StringLiteral(String value, Span span) implements Expression {
    @Override
    public ValueType type() {
      return ValueType.STRING;
    }
  }

  /** An expression in parentheses. */
  record Parentheses(Expression inner, Span span) implements Expression {
    @Override
    public ValueType type() {
      return inner.type();
    }
  }

  /** A sign in front of a scalar or an instant vector. */
  record Unary(boolean negative, Expression operand, Span span) implements Expression {
    @Override
    public ValueType type() {
      return operand.type();
    }
  }

  /**
   * Two operands and what stands between them.
   *
   * @param bool whether a comparison answers 0 or 1 instead of filtering
   * @param matching how series of the two sides find each other; empty unless both are vectors
   */
  record Binary(
      BinaryOperator operator,
      Expression left,
      Expression right,
      boolean bool,
      Optional<VectorMatching> matching,
      Span span)
      implements Expression {
    @Override
    public ValueType type() {
      return left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR
          ? ValueType.SCALAR
          : ValueType.INSTANT_VECTOR;
    }
  }

  /**
   * Many series made into few.
   *
   * @param parameter the first argument of {@code topk}, {@code quantile} and their like
   * @param without whether the grouping names the labels to drop rather than those to keep
   */
  record Aggregation(
      Aggregator aggregator,
      Optional<Expression> parameter,
      Expression operand,
      List<String> grouping,
      boolean without,
      Span span)
      implements Expression {
    public Aggregation {
      grouping = List.copyOf(grouping);
    }

    @Override
    public ValueType type() {
      return ValueType.INSTANT_VECTOR;
    }
  }

  /** A function applied to arguments. */
  record Call(Function function, List<Expression> arguments, Span span) implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public ValueType type() {
      return function.returns();
    }
  }

  /**
   * The newest sample of each matching series.
   *
   * @param metricName the name before the braces; {@code matchers} then hold it as well
   * @param matchers all conditions, that on {@code __name__} included
   * @param extrapolation experimental {@code anchored} or {@code smoothed}; they count for the
   *     range selector around this one too
   */
  record VectorSelector(
      Optional<String> metricName,
      List<Matcher> matchers,
      TimeShift shift,
      Extrapolation extrapolation,
      Span span)
      implements Expression {
    public VectorSelector {
      matchers = List.copyOf(matchers);
    }

    @Override
    public ValueType type() {
      return ValueType.INSTANT_VECTOR;
    }
  }

  /** The samples of each matching series over a window; offset and {@code @} are the selector's. */
  record RangeSelector(VectorSelector selector, DurationExpression range, Span span)
      implements Expression {
    @Override
    public ValueType type() {
      return ValueType.RANGE_VECTOR;
    }
  }

  /**
   * An instant expression evaluated again and again over a window.
   *
   * @param step the distance of the evaluations; empty for the engine's default
   */
  record Subquery(
      Expression operand,
      DurationExpression range,
      Optional<DurationExpression> step,
      TimeShift shift,
      Span span)
      implements Expression {
    @Override
    public ValueType type() {
      return ValueType.RANGE_VECTOR;
    }
  }

  /** How {@code rate} and its like treat the edges of a window; experimental. */
  enum Extrapolation {
    NONE,
    ANCHORED,
    SMOOTHED
  }

  /**
   * How far in time a selector or subquery looks away from the evaluation time.
   *
   * @param offset back in time; negative looks ahead; empty for none
   * @param at the fixed evaluation time that {@code @} gives
   */
  record TimeShift(Optional<DurationExpression> offset, Optional<AtModifier> at) {
    public static final TimeShift NONE = new TimeShift(Optional.empty(), Optional.empty());

    public TimeShift {
      Objects.requireNonNull(offset, "offset");
      Objects.requireNonNull(at, "at");
    }
  }

  /** The time after {@code @}. */
  sealed interface AtModifier {
    /** A moment in milliseconds since the epoch. */
    record Timestamp(long millis) implements AtModifier {}

    /** The start of the query's range. */
    record Start() implements AtModifier {}

    /** The end of the query's range. */
    record End() implements AtModifier {}
  }
}

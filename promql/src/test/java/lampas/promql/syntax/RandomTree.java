package lampas.promql.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lampas.model.label.MatchType;
import lampas.model.label.Matcher;
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
import lampas.promql.syntax.VectorMatching.Cardinality;

/** Makes well-typed trees of every kind of node, with parentheses where a text would need them. */
final class RandomTree {
  private static final List<String> METRICS =
      List.of("x", "up", "a:b", "sum", "by", "offset", "and", "start", "fill", "limitk", "_");
  private static final List<String> LABELS =
      List.of("job", "le", "on", "without", "inf", "my.label", "é", "a:b", "__name__x", "1a");
  private static final List<String> VALUES =
      List.of("", "api", "a\"b", "c\\d", "e\nf", "🔥", "\udcff", "a|b", "x.*", "[0-9]+", "\u200b");
  private static final double[] NUMBERS = {
    0,
    -0.0,
    1,
    -1,
    0.1,
    1e-9,
    1e21,
    123456.789,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MAX_VALUE,
    Double.MIN_VALUE,
    Long.MAX_VALUE
  };

  private final Random random;
  private final RandomDuration durations;

  RandomTree(Random random) {
    this.random = random;
    this.durations = new RandomDuration(random);
  }

  Expression any(int depth) {
    return switch (random.nextInt(6)) {
      case 0 -> scalar(depth);
      case 1 -> range(depth);
      case 2 -> string();
      default -> vector(depth);
    };
  }

  private Expression ofType(ValueType type, int depth) {
    return switch (type) {
      case SCALAR -> scalar(depth);
      case STRING -> string();
      case INSTANT_VECTOR -> vector(depth);
      case RANGE_VECTOR -> range(depth);
    };
  }

  private Expression string() {
    return new StringLiteral(pick(VALUES), Span.NONE);
  }

  private Expression scalar(int depth) {
    if (depth <= 0) {
      return number();
    }
    return switch (random.nextInt(5)) {
      case 0 -> number();
      case 1 -> new Parentheses(scalar(depth - 1), Span.NONE);
      case 2 -> sign(scalar(depth - 1));
      case 3 -> binary(scalar(depth - 1), scalar(depth - 1));
      default -> call(ValueType.SCALAR, depth);
    };
  }

  private Expression number() {
    return random.nextInt(3) == 0
        ? new NumberLiteral((random.nextInt(2_000_000) - 1_000_000) / 1000.0, true, Span.NONE)
        : new NumberLiteral(NUMBERS[random.nextInt(NUMBERS.length)], false, Span.NONE);
  }

  private Expression vector(int depth) {
    if (depth <= 0) {
      return selector();
    }
    return switch (random.nextInt(8)) {
      case 0 -> selector();
      case 1 -> new Parentheses(vector(depth - 1), Span.NONE);
      case 2 -> sign(vector(depth - 1));
      case 3 -> binary(vector(depth - 1), scalar(depth - 1));
      case 4 -> binary(vector(depth - 1), vector(depth - 1));
      case 5 -> aggregation(depth - 1);
      default -> call(ValueType.INSTANT_VECTOR, depth);
    };
  }

  /* A number's sign is part of the number. */
  private Expression sign(Expression operand) {
    Expression signed =
        operand instanceof NumberLiteral || operand instanceof Binary
            ? new Parentheses(operand, Span.NONE)
            : operand;
    return new Unary(random.nextBoolean(), signed, Span.NONE);
  }

  private Expression range(int depth) {
    if (depth <= 0 || random.nextBoolean()) {
      VectorSelector selector = selector();
      return new RangeSelector(selector, durations.positive(2), Span.NONE);
    }
    Expression operand = vector(depth - 1);
    Expression single =
        operand instanceof Binary || operand instanceof Unary
            ? new Parentheses(operand, Span.NONE)
            : operand;
    return new Subquery(
        single, durations.positive(2), optional(() -> durations.positive(1)), shift(), Span.NONE);
  }

  private VectorSelector selector() {
    Optional<String> name = optional(() -> pick(METRICS));
    List<Matcher> matchers = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      MatchType type = pick(List.of(MatchType.values()));
      matchers.add(new Matcher(type, pick(LABELS), type.isRegex() ? "a.*|b" : pick(VALUES)));
    }
    matchers.add(Matcher.equal("__name__", name.orElse("my.metric")));
    return new VectorSelector(
        name, matchers, shift(), pick(List.of(Extrapolation.values())), Span.NONE);
  }

  private TimeShift shift() {
    Optional<AtModifier> at =
        switch (random.nextInt(6)) {
          case 0 -> Optional.of(new AtModifier.Start());
          case 1 -> Optional.of(new AtModifier.End());
          case 2 -> Optional.of(new AtModifier.Timestamp(random.nextLong() >> 20));
          default -> Optional.empty();
        };
    return new TimeShift(optional(() -> durations.offset(2)), at);
  }

  private Expression aggregation(int depth) {
    Aggregator aggregator = pick(List.of(Aggregator.values()));
    boolean without = random.nextBoolean();
    return new Aggregation(
        aggregator,
        aggregator.parameter().map(type -> ofType(type, depth)),
        vector(depth),
        labels(),
        without,
        Span.NONE);
  }

  private Expression call(ValueType type, int depth) {
    List<Function> functions =
        Functions.all().stream()
            .filter(function -> function.returns() == type && !function.name().equals("info"))
            .toList();
    Function function = pick(functions);
    int most = Math.min(function.maximumArguments(), function.minimumArguments() + 2);
    int count = random.nextInt(function.minimumArguments(), most + 1);
    List<Expression> arguments =
        IntStream.range(0, count).mapToObj(i -> ofType(function.argument(i), depth - 1)).toList();
    return new Call(function, arguments, Span.NONE);
  }

  private Expression binary(Expression left, Expression right) {
    boolean vectors = left.type() == right.type() && left.type() == ValueType.INSTANT_VECTOR;
    boolean scalars = left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR;
    BinaryOperator operator =
        pick(
            Stream.of(BinaryOperator.values())
                .filter(each -> vectors || each.family() != BinaryOperator.Family.SET)
                .toList());
    boolean bool =
        operator.family() == BinaryOperator.Family.COMPARISON && (scalars || random.nextBoolean());
    Optional<VectorMatching> matching =
        vectors ? Optional.of(matching(operator)) : Optional.empty();
    return new Binary(operator, enclosed(left), enclosed(right), bool, matching, Span.NONE);
  }

  /* The printer's own parentheses would make another tree. */
  private static Expression enclosed(Expression operand) {
    boolean compound =
        operand instanceof Binary
            || operand instanceof Unary
            || operand instanceof NumberLiteral
            || (operand instanceof VectorSelector selector
                && selector.shift().offset().isPresent());
    return compound ? new Parentheses(operand, Span.NONE) : operand;
  }

  private VectorMatching matching(BinaryOperator operator) {
    boolean on = random.nextBoolean();
    List<String> labels = labels();
    if (operator.family() == BinaryOperator.Family.SET) {
      return new VectorMatching(
          Cardinality.MANY_TO_MANY,
          on,
          labels,
          List.of(),
          OptionalDouble.empty(),
          OptionalDouble.empty());
    }
    Cardinality cardinality =
        pick(List.of(Cardinality.ONE_TO_ONE, Cardinality.MANY_TO_ONE, Cardinality.ONE_TO_MANY));
    List<String> include =
        cardinality == Cardinality.ONE_TO_ONE
            ? List.of()
            : labels().stream().filter(label -> !labels.contains(label)).toList();
    return new VectorMatching(cardinality, on, labels, include, fill(), fill());
  }

  private OptionalDouble fill() {
    return random.nextInt(3) == 0
        ? OptionalDouble.of(NUMBERS[random.nextInt(NUMBERS.length)])
        : OptionalDouble.empty();
  }

  private List<String> labels() {
    return IntStream.range(0, random.nextInt(3)).mapToObj(i -> pick(LABELS)).toList();
  }

  private <T> Optional<T> optional(Supplier<T> value) {
    return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}

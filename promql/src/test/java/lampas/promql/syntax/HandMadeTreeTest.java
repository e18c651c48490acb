package lampas.promql.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import lampas.model.label.Matcher;
import lampas.promql.syntax.DurationExpression.Arithmetic;
import lampas.promql.syntax.DurationExpression.Constant;
import lampas.promql.syntax.DurationExpression.NumberOperand;
import lampas.promql.syntax.DurationExpression.Operation;
import lampas.promql.syntax.DurationExpression.Signed;
import lampas.promql.syntax.DurationExpression.Step;
import lampas.promql.syntax.Expression.Aggregation;
import lampas.promql.syntax.Expression.Binary;
import lampas.promql.syntax.Expression.Call;
import lampas.promql.syntax.Expression.Extrapolation;
import lampas.promql.syntax.Expression.NumberLiteral;
import lampas.promql.syntax.Expression.RangeSelector;
import lampas.promql.syntax.Expression.Subquery;
import lampas.promql.syntax.Expression.TimeShift;
import lampas.promql.syntax.Expression.Unary;
import lampas.promql.syntax.Expression.VectorSelector;
import org.junit.jupiter.api.Test;

/** Trees that no text made: they get the parentheses that they need, and are checked on request. */
class HandMadeTreeTest {
  private static final Expression ONE = number(1);
  private static final Expression SUM = binary(BinaryOperator.ADD, ONE, number(2));

  @Test
  void parenthesesAreAddedWhereTheTreeWouldReadBackDifferently() {
    assertThat(print(binary(BinaryOperator.MULTIPLY, SUM, SUM))).isEqualTo("(1 + 2) * (1 + 2)");
    assertThat(print(binary(BinaryOperator.ADD, SUM, SUM))).isEqualTo("1 + 2 + (1 + 2)");
    Expression power = binary(BinaryOperator.POWER, ONE, number(2));
    assertThat(print(binary(BinaryOperator.POWER, power, power))).isEqualTo("(1 ^ 2) ^ 1 ^ 2");
    assertThat(print(binary(BinaryOperator.POWER, number(-1), number(-2)))).isEqualTo("(-1) ^ -2");
    assertThat(print(binary(BinaryOperator.POWER, number(Double.POSITIVE_INFINITY), ONE)))
        .isEqualTo("Inf ^ 1");
    assertThat(print(new Unary(true, SUM, Span.NONE))).isEqualTo("-(1 + 2)");
    assertThat(print(new Unary(true, power, Span.NONE))).isEqualTo("-1 ^ 2");
  }

  @Test
  void durationsGetTheirParenthesesToo() {
    DurationExpression minute = new Constant(60_000, Span.NONE);
    DurationExpression sum = arithmetic(Operation.ADD, minute, new NumberOperand(5, Span.NONE));
    assertThat(printRange(arithmetic(Operation.MULTIPLY, sum, sum)))
        .isEqualTo("x[(1m + 5) * (1m + 5)]");
    assertThat(printRange(new Signed(true, sum, Span.NONE))).isEqualTo("x[-(1m + 5)]");
    DurationExpression negative = new Constant(-60_000, Span.NONE);
    assertThat(printRange(arithmetic(Operation.POWER, negative, minute)))
        .isEqualTo("x[(-1m) ^ 1m]");
    assertThat(printOffset(sum)).isEqualTo("x offset (1m + 5)");
    assertThat(printOffset(arithmetic(Operation.MAX, sum, new Step(Span.NONE))))
        .isEqualTo("x offset max_of(1m + 5, step())");
  }

  @Test
  void anOffsetInParenthesesIsKeptApartFromTheNextOperator() {
    Expression shifted = Parser.parse("x offset (5m)");
    assertThat(print(binary(BinaryOperator.ADD, shifted, ONE))).isEqualTo("(x offset (5m)) + 1");
    assertThat(print(binary(BinaryOperator.GREATER, shifted, ONE))).isEqualTo("x offset (5m) > 1");
    Expression difference = binary(BinaryOperator.SUBTRACT, ONE, shifted);
    assertThat(print(binary(BinaryOperator.ADD, difference, ONE)))
        .isEqualTo("(1 - x offset (5m)) + 1");
  }

  @Test
  void namesThatAreNoWordsAreQuoted() {
    assertThat(print(selector("my.metric"))).isEqualTo("{__name__=\"my.metric\"}");
    assertThat(print(selector("bool"))).isEqualTo("{__name__=\"bool\"}");
    assertThat(print(selector("nan"))).isEqualTo("{__name__=\"nan\"}");
    Aggregation by =
        new Aggregation(
            Aggregator.SUM,
            Optional.empty(),
            selector("x"),
            List.of("a b", "without", "inf", "by"),
            false,
            Span.NONE);
    assertThat(print(by)).isEqualTo("sum by (\"a b\", \"without\", \"inf\", by) (x)");
    assertThat(((Aggregation) Parser.parse(print(by))).grouping()).isEqualTo(by.grouping());
  }

  @Test
  void aSubqueryOfAnOperatorIsParenthesised() {
    Expression difference = binary(BinaryOperator.SUBTRACT, selector("x"), selector("y"));
    Subquery subquery =
        new Subquery(
            difference,
            new Constant(60_000, Span.NONE),
            Optional.empty(),
            TimeShift.NONE,
            Span.NONE);
    assertThat(print(subquery)).isEqualTo("(x - y)[1m:]");
  }

  @Test
  void theCheckerFindsWhatTheParserWouldFind() {
    TypeChecker.check(binary(BinaryOperator.ADD, ONE, selector("x")));
    Function rate = Functions.find("rate").orElseThrow();
    Call call = new Call(rate, List.of(selector("x")), Span.NONE);
    assertThatThrownBy(() -> TypeChecker.check(binary(BinaryOperator.ADD, ONE, call)))
        .hasMessage(
            "1:10: expected type range vector in call to function \"rate\", got instant vector");
    assertThatThrownBy(() -> TypeChecker.check(binary(BinaryOperator.EQUAL, ONE, ONE)))
        .hasMessage("1:3: comparisons between scalars must use BOOL modifier");
  }

  @Test
  void shapesDifferInMoreThanPlacesAndTheOrderOfMatchers() {
    Expression one = Parser.parse("x{a=\"1\",b=\"2\"}");
    assertThat(Trees.sameShape(one, Parser.parse(" x{ b=\"2\", a=\"1\" }"))).isTrue();
    assertThat(Trees.sameShape(one, Parser.parse("x{a=\"1\",b=\"3\"}"))).isFalse();
    assertThat(Trees.sameShape(one, Parser.parse("x{a=\"1\",b!=\"2\"}"))).isFalse();
    assertThat(Trees.sameShape(one, Parser.parse("(x{a=\"1\",b=\"2\"})"))).isFalse();
    assertThat(Trees.sameShape(one, Parser.parse("x{a=\"1\",b=\"2\"} offset 1s"))).isFalse();
    assertThat(Trees.sameShape(Parser.parse("nan"), Parser.parse("NaN"))).isTrue();
    assertThat(Trees.sameShape(Parser.parse("5m"), Parser.parse("300"))).isFalse();
  }

  private static NumberLiteral number(double value) {
    return new NumberLiteral(value, false, Span.NONE);
  }

  private static Binary binary(BinaryOperator operator, Expression left, Expression right) {
    return new Binary(operator, left, right, false, Optional.empty(), Span.NONE);
  }

  private static Arithmetic arithmetic(
      Operation operation, DurationExpression left, DurationExpression right) {
    return new Arithmetic(operation, left, right, Span.NONE);
  }

  private static VectorSelector selector(String name) {
    return new VectorSelector(
        Optional.of(name),
        List.of(Matcher.equal("__name__", name)),
        TimeShift.NONE,
        Extrapolation.NONE,
        Span.NONE);
  }

  private static String printRange(DurationExpression range) {
    return print(new RangeSelector(selector("x"), range, Span.NONE));
  }

  private static String printOffset(DurationExpression offset) {
    return print(
        new VectorSelector(
            Optional.of("x"),
            List.of(Matcher.equal("__name__", "x")),
            new TimeShift(Optional.of(offset), Optional.empty()),
            Extrapolation.NONE,
            Span.NONE));
  }

  private static String print(Expression expression) {
    return Printer.print(expression);
  }
}

package lampas.promql.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import lampas.model.label.Matcher;
import lampas.promql.syntax.DurationExpression.Arithmetic;
import lampas.promql.syntax.DurationExpression.Constant;
import lampas.promql.syntax.DurationExpression.NumberOperand;
import lampas.promql.syntax.DurationExpression.Operation;
import lampas.promql.syntax.Expression.Aggregation;
import lampas.promql.syntax.Expression.AtModifier;
import lampas.promql.syntax.Expression.Binary;
import lampas.promql.syntax.Expression.Call;
import lampas.promql.syntax.Expression.Extrapolation;
import lampas.promql.syntax.Expression.NumberLiteral;
import lampas.promql.syntax.Expression.RangeSelector;
import lampas.promql.syntax.Expression.StringLiteral;
import lampas.promql.syntax.Expression.Subquery;
import lampas.promql.syntax.Expression.TimeShift;
import lampas.promql.syntax.Expression.Unary;
import lampas.promql.syntax.Expression.VectorSelector;
import lampas.promql.syntax.VectorMatching.Cardinality;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParserTest {
  @ParameterizedTest
  @CsvSource({
    "0x1F, 31",
    "017, 15",
    "08, 8",
    "1_000.5, 1000.5",
    "1e3, 1000",
    "5m, 300",
    "1h30m, 5400",
    "100ms, 0.1",
    "-2d, -172800",
    "-0, -0.0",
    "iNf, Infinity",
    "-inF, -Infinity",
    "nAn, NaN",
    "9223372036854775808, 9223372036854775808",
    "0777777777777777777777777, 777777777777777777777777"
  })
  void aNumberHasItsValue(String text, Double value) {
    assertThat(Double.valueOf(number(text))).isEqualTo(value);
  }

  @Test
  void aNumberThatIsADurationSaysSo() {
    assertThat(Parser.parse("5m")).isEqualTo(new NumberLiteral(300, true, new Span(0, 2)));
    assertThat(Parser.parse(" - 5m")).isEqualTo(new NumberLiteral(-300, true, new Span(1, 5)));
    assertThat(Parser.parse("300")).isEqualTo(new NumberLiteral(300, false, new Span(0, 3)));
  }

  @Test
  void aStringHasItsEscapesRead() {
    assertThat(string("\"a\\n\\\"\\x41\\102\\u0043\\U00000044\"")).isEqualTo("a\n\"ABCD");
    assertThat(string("'it\\'s'")).isEqualTo("it's");
    assertThat(string("`a\\n`")).isEqualTo("a\\n");
    assertThat(string("\"\\xc3\\xa9\\303\\251\"")).isEqualTo("éé");
    assertThat(string("\"a\\xc5z\"")).isEqualTo("a\udcc5z");
    assertThat(string("\"\\xf0\\x9f\\x94\\xa5\\xf0\\x9f\"")).isEqualTo("🔥\udcf0\udc9f");
  }

  @Test
  void aSelectorHoldsItsNameAndItsMatchers() {
    assertThat(Parser.parse("up{job=\"api\",zone!~'b.*'}"))
        .isEqualTo(
            new VectorSelector(
                Optional.of("up"),
                List.of(
                    Matcher.equal("job", "api"),
                    Matcher.notRegex("zone", "b.*"),
                    Matcher.equal("__name__", "up")),
                TimeShift.NONE,
                Extrapolation.NONE,
                new Span(0, 25)));
    assertThat(Parser.parse("{\"my.metric\"}"))
        .isEqualTo(
            new VectorSelector(
                Optional.empty(),
                List.of(Matcher.equal("__name__", "my.metric")),
                TimeShift.NONE,
                Extrapolation.NONE,
                new Span(0, 13)));
  }

  @Test
  void modifiersBelongToTheSelectorInAnyOrder() {
    TimeShift shift =
        new TimeShift(
            Optional.of(new Constant(-60_000, new Span(15, 18))),
            Optional.of(new AtModifier.Timestamp(1_500)));
    assertThat(Parser.parse("x[5m] @ 1.5    offset -1m anchored").span())
        .isEqualTo(new Span(0, 34));
    RangeSelector range = (RangeSelector) Parser.parse("x[5m]   offset -1m @ 1.5 smoothed");
    assertThat(range.selector().shift()).isEqualTo(shift);
    assertThat(range.selector().extrapolation()).isEqualTo(Extrapolation.SMOOTHED);
    assertThat(range.range()).isEqualTo(new Constant(300_000, new Span(2, 4)));
    assertThat(range.span()).isEqualTo(new Span(0, 33));
  }

  @Test
  void aZeroOffsetIsNone() {
    assertThat(((VectorSelector) Parser.parse("x offset 0s")).shift()).isEqualTo(TimeShift.NONE);
  }

  @Test
  void aSubqueryMayLeaveTheStepToTheEngine() {
    Subquery with = (Subquery) Parser.parse("x[1h:5m] @ end()");
    assertThat(with.step()).hasValue(new Constant(300_000, new Span(5, 7)));
    assertThat(with.shift().at()).hasValue(new AtModifier.End());
    assertThat(((Subquery) Parser.parse("x[1h:]")).step()).isEmpty();
    assertThat(Parser.parse("x[1h:]").type()).isEqualTo(ValueType.RANGE_VECTOR);
  }

  @Test
  void aDurationMayBeArithmetic() {
    assertThat(((RangeSelector) Parser.parse("x[5m*2]")).range())
        .isEqualTo(
            new Arithmetic(
                Operation.MULTIPLY,
                new Constant(300_000, new Span(2, 4)),
                new NumberOperand(2, new Span(5, 6)),
                new Span(2, 6)));
  }

  @Test
  void anOffsetWithoutParenthesesEndsAtTheNextOperator() {
    assertThat(Parser.parse("x offset 5m + 3"))
        .isInstanceOfSatisfying(
            Binary.class,
            sum -> {
              assertThat(sum.operator()).isEqualTo(BinaryOperator.ADD);
              assertThat(sum.left()).isInstanceOf(VectorSelector.class);
            });
    assertThat(Parser.parse("x offset (5m + 3)")).isInstanceOf(VectorSelector.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a + b * c | (a + (b * c))",
        "a * b + c | ((a * b) + c)",
        "a - b - c | ((a - b) - c)",
        "a ^ b ^ c | (a ^ (b ^ c))",
        "-a ^ b | (-(a ^ b))",
        "-a * b | ((-a) * b)",
        "a * -b ^ c + d | ((a * (-(b ^ c))) + d)",
        "a ^ -b * c | ((a ^ (-b)) * c)",
        "a or b and c | (a or (b and c))",
        "a and b or c | ((a and b) or c)",
        "a unless b and c | ((a unless b) and c)",
        "a == b + c | (a == (b + c))",
        "a < b == c | ((a < b) == c)",
        "a </ b + c | (a </ (b + c))",
        "a atan2 b * c % d / e | ((((a atan2 b) * c) % d) / e)",
        "a + b offset 5m | (a + b offset 5m)",
        "-a offset 5m | (-a offset 5m)"
      })
  void operatorsBindAsInPrometheus(String text, String grouped) {
    assertThat(grouped(Parser.parse(text))).isEqualTo(grouped);
  }

  @Test
  void matchingIsReadAndOnlyBetweenVectors() {
    assertThat(matching("a * on (x, \"y.z\") group_left (b) fill_right (2) c"))
        .hasValue(
            new VectorMatching(
                Cardinality.MANY_TO_ONE,
                true,
                List.of("x", "y.z"),
                List.of("b"),
                OptionalDouble.empty(),
                OptionalDouble.of(2)));
    assertThat(matching("a + b").map(VectorMatching::cardinality)).hasValue(Cardinality.ONE_TO_ONE);
    assertThat(matching("a and on () b").map(VectorMatching::cardinality))
        .hasValue(Cardinality.MANY_TO_MANY);
    assertThat(matching("a + ignoring () group_right b").map(VectorMatching::cardinality))
        .hasValue(Cardinality.ONE_TO_MANY);
    assertThat(matching("a + 1")).isEmpty();
    assertThat(matching("1 + on () a")).isEmpty();
  }

  @Test
  void anAggregationHasItsParameterAndGrouping() {
    Aggregation aggregation = (Aggregation) Parser.parse("TOPK(3, x) without (a, sum)");
    assertThat(aggregation.aggregator()).isEqualTo(Aggregator.TOPK);
    assertThat(aggregation.parameter().map(Expression::type)).hasValue(ValueType.SCALAR);
    assertThat(aggregation.without()).isTrue();
    assertThat(aggregation.grouping()).containsExactly("a", "sum");
    assertThat(aggregation.span()).isEqualTo(new Span(0, 27));
  }

  @Test
  void typesFollowFromTheTree() {
    assertThat(Parser.parse("1 + 2").type()).isEqualTo(ValueType.SCALAR);
    assertThat(Parser.parse("(1 + x)").type()).isEqualTo(ValueType.INSTANT_VECTOR);
    assertThat(Parser.parse("-time()").type()).isEqualTo(ValueType.SCALAR);
    assertThat(Parser.parse("x[5m]").type()).isEqualTo(ValueType.RANGE_VECTOR);
    assertThat(Parser.parse("'x'").type()).isEqualTo(ValueType.STRING);
  }

  @Test
  void everyPartKnowsItsPlace() {
    Binary binary = (Binary) Parser.parse(" sum(x)\n / rate(y[5m])");
    assertThat(binary.span()).isEqualTo(new Span(1, 22));
    assertThat(binary.left().span()).isEqualTo(new Span(1, 7));
    assertThat(binary.right().span()).isEqualTo(new Span(11, 22));
    assertThat(((Call) binary.right()).arguments().getFirst().span()).isEqualTo(new Span(16, 21));
  }

  @Test
  void aSeriesSelectorGivesItsMatchers() {
    assertThat(Parser.parseMetricSelector("up{job=~\"a|b\"}"))
        .containsExactly(Matcher.regex("job", "a|b"), Matcher.equal("__name__", "up"));
    assertThat(Parser.parseMetricSelector(" {\"my.metric\"} "))
        .containsExactly(Matcher.equal("__name__", "my.metric"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "up + 1 | 1:4: unexpected <op:+>",
        "up[5m] | 1:3: unexpected \"[\"",
        "up offset 5m | 1:4: unexpected <offset>",
        "sum(up) | 1:4: unexpected \"(\"",
        "(up) | 1:1: unexpected \"(\"",
        "{} | 1:1: vector selector must contain at least one non-empty matcher",
        "{job=~\".*\"} | 1:1: vector selector must contain at least one non-empty matcher",
        "'' | 1:1: unterminated quoted string",
        "bool | 1:1: unexpected <bool>"
      })
  void anythingElseIsNoSeriesSelector(String text, String message) {
    String wanted = text.isEmpty() ? "'" : text;
    assertThatThrownBy(() -> Parser.parseMetricSelector(wanted)).hasMessage(message);
  }

  private static double number(String text) {
    return ((NumberLiteral) Parser.parse(text)).value();
  }

  private static String string(String text) {
    return ((StringLiteral) Parser.parse(text)).value();
  }

  private static Optional<VectorMatching> matching(String text) {
    return ((Binary) Parser.parse(text)).matching();
  }

  private static String grouped(Expression expression) {
    return switch (expression) {
      case Binary binary ->
          "("
              + grouped(binary.left())
              + " "
              + binary.operator().symbol()
              + " "
              + grouped(binary.right())
              + ")";
      case Unary unary -> "(" + (unary.negative() ? "-" : "+") + grouped(unary.operand()) + ")";
      default -> Printer.print(expression);
    };
  }
}

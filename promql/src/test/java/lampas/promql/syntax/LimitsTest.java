package lampas.promql.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lampas.model.error.ErrorKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LimitsTest {
  private static final int STACK_BYTES = 512 * 1024;

  /**
   * Text that nests: what stands before, what opens a level, the core, what closes a level; and how
   * many nodes a level is.
   */
  record Nest(
      String name, int nodes, String before, String open, String core, String close, String after) {
    String text(int levels) {
      return before + open.repeat(levels) + core + close.repeat(levels) + after;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Nest> nests() {
    return Stream.of(
        new Nest("parentheses", 1, "", "(", "x", ")", ""),
        new Nest("signs", 1, "", "-", "x", "", ""),
        new Nest("calls", 1, "", "abs(", "x", ")", ""),
        new Nest("aggregations", 1, "", "sum(", "x", ")", ""),
        new Nest("chain", 1, "", "1+", "1", "", ""),
        new Nest("chain of vectors", 1, "", "x or ", "x", "", ""),
        new Nest("chain to the right", 1, "", "1^", "1", "", ""),
        new Nest("signs in a chain to the right", 2, "", "x^-", "x", "", ""),
        new Nest("subqueries", 2, "", "deriv(", "x", "[5m:1m])", ""),
        new Nest("duration parentheses", 2, "x[", "2*(", "5m", ")", "]"),
        new Nest("duration chain", 1, "x[", "5m+", "5m", "", "]"),
        new Nest("duration chain to the right", 1, "x[", "2^", "5m", "", "]"),
        new Nest("duration signs", 1, "x[", "-", "step()", "", "]"),
        new Nest("duration functions", 1, "x[", "max_of(1,", "5m", ")", "]"),
        new Nest("offset signs", 1, "x offset ", "-", "step()", "", ""));
  }

  @ParameterizedTest
  @MethodSource("nests")
  void isReadUpToTheLimitOnASmallStack(Nest nest) throws InterruptedException {
    int levels = 245 / nest.nodes();
    onSmallStack(() -> {
      Expression expression = Parser.parse(nest.text(levels));
      Expression again = Parser.parse(Printer.print(expression));
      assertThat(Trees.sameShape(again, expression)).isTrue();
      assertThat(again).hasSameHashCodeAs(Parser.parse(Printer.print(expression)));
      assertThat(again.toString()).isNotEmpty();
    });
  }

  @ParameterizedTest
  @MethodSource("nests")
  void isRefusedBeyondTheLimit(Nest nest) throws InterruptedException {
    ParserOptions options = ParserOptions.defaults().withMaximumLength(10_000_000);
    for (int levels : List.of(251, 1_000, 100_000)) {
      onSmallStack(() ->
          assertThatThrownBy(() -> Parser.parse(nest.text(levels), options))
              .isInstanceOfSatisfying(
                  ParseException.class,
                  error -> {
                    assertThat(error.kind()).isEqualTo(ErrorKind.LIMIT);
                    assertThat(error.reason())
                        .isEqualTo("nesting: more than 250 levels (expected: at most 250)");
                  }));
    }
  }

  @Test
  void theLimitIsExact() {
    ParserOptions options = ParserOptions.defaults().withMaximumDepth(5);
    Parser.parse("1+1+1+1+1", options);
    assertThatThrownBy(() -> Parser.parse("1+1+1+1+1+1", options))
        .hasMessage("1:12: nesting: more than 5 levels (expected: at most 5)");
    Parser.parse("((((x))))", options);
    assertThatThrownBy(() -> Parser.parse("(((((x)))))", options))
        .hasMessage("1:12: nesting: more than 5 levels (expected: at most 5)");
  }

  @Test
  void aTextOfTenMillionCharactersIsRefusedUnread() {
    assertThatThrownBy(() -> Parser.parse("\"".repeat(10_000_000)))
        .isInstanceOfSatisfying(
            ParseException.class, error -> assertThat(error.kind()).isEqualTo(ErrorKind.LIMIT))
        .hasMessage("1:1: query: 10000000 characters (expected: at most 1000000)");
  }

  @Test
  void longFlatTextsAreNoProblem() {
    int many = 100_000;
    assertThat(Parser.parse("\"" + "\\n".repeat(many) + "\""))
        .isEqualTo(new Expression.StringLiteral("\n".repeat(many), new Span(0, 2 * many + 2)));
    assertThat(Printer.print(Parser.parse("#\n".repeat(many) + "x"))).isEqualTo("x");
    assertThat(Printer.print(Parser.parse("0." + "1".repeat(many))))
        .isEqualTo("0.1111111111111111");
    assertThat(Printer.print(Parser.parse("sum by (" + "a,".repeat(many) + ") (x)")))
        .hasSize("sum by () (x)".length() + 3 * many - 2);
    String labels = "a,".repeat(many);
    String others = "b,".repeat(many);
    assertThat(Parser.parse("x + on (" + labels + ") group_left (" + others + ") x").type())
        .isEqualTo(ValueType.INSTANT_VECTOR);
    assertThatThrownBy(() -> Parser.parse("abs(" + "1,".repeat(many) + "1)"))
        .hasMessage("1:1: expected 1 argument(s) in call to \"abs\", got 100001");
  }

  @Test
  void aRegularExpressionThatWouldFillTheMemoryIsRefused() {
    assertThatThrownBy(() -> Parser.parse("x{a=~\"((b{1000}){1000}){1000}\"}"))
        .hasMessage("1:3: error parsing regexp: expression too large");
    assertThatThrownBy(
            () -> Parser.parse("x{a=~\"" + "(".repeat(5_000) + ")".repeat(5_000) + "\"}"))
        .hasMessage("1:3: error parsing regexp: expression nests too deeply");
    assertThat(Parser.parse("x{a=~\"" + "host|".repeat(50_000) + "\"}").type())
        .isEqualTo(ValueType.INSTANT_VECTOR);
  }

  @Test
  void theOptionsAreChecked() {
    assertThatThrownBy(() -> ParserOptions.defaults().withMaximumDepth(0))
        .hasMessage("parser limits: length 1000000, depth 0 (expected: at least 1)");
  }

  private static void onSmallStack(Runnable test) throws InterruptedException {
    List<Throwable> thrown = new ArrayList<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              Throwable error = catchThrowable(test::run);
              if (error != null) {
                thrown.add(error);
              }
            },
            "small stack",
            STACK_BYTES);
    thread.start();
    thread.join();
    assertThat(thrown).isEmpty();
  }
}

package lampas.promql.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Stream;
import lampas.model.error.ErrorKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorMessagesTest {
  static Stream<Table.Row> rows() {
    return Table.read("errors.txt");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isRefused(Table.Row row) {
    ParseException error = error(row.input());
    assertThat(error).hasMessage(row.expected());
    assertThat(error.kind()).isEqualTo(ErrorKind.USER);
    assertThat(error.getMessage())
        .isEqualTo(error.line() + ":" + error.column() + ": " + error.reason());
    assertThat(error.span().end()).isBetween(error.span().start(), row.input().length());
  }

  @Test
  void theTableIsRead() {
    assertThat(rows()).hasSizeGreaterThan(340);
  }

  @Test
  void aCaretStandsBelowTheError() {
    assertThat(error("sum(\n\trate(up[5m])\n\t+ raet(up[5m]))").pretty())
        .isEqualTo(
            """
            3:4: unknown function with name "raet"
            \t+ raet(up[5m]))
            \t  ^ did you mean "rate"?\
            """);
  }

  @Test
  void columnsCountCharactersAndNotBytes() {
    ParseException error = error("{job=\"é🔥\"} * * 1");
    assertThat(error).hasMessage("1:14: unexpected <op:*>");
    assertThat(error.pretty().lines().skip(2)).containsExactly(" ".repeat(13) + "^");
  }

  @Test
  void ofALongLineOnlyThePartAroundTheErrorIsShown() {
    String text = "up + ".repeat(60) + "* " + "+ up".repeat(60);
    assertThat(error(text).pretty().lines())
        .containsExactly(
            "1:301: unexpected <op:*>", "…" + text.substring(240, 360) + "…", " ".repeat(61) + "^");
  }

  @Test
  void anErrorAtTheEndPointsBehindTheText() {
    assertThat(error("up +").pretty())
        .isEqualTo(
            """
            1:5: unexpected end of input
            up +
                ^\
            """);
  }

  @Test
  void theEmptyTextIsNoExpression() {
    assertThat(error("").pretty())
        .isEqualTo(
            """
            1:1: no expression found in input

            ^\
            """);
  }

  @Test
  void aHintNamesTheFunctionThatWasMeant() {
    assertThat(error("histogram_quantil(0.9, up)").hint())
        .hasValue("did you mean \"histogram_quantile\"?");
    assertThat(error("RATE(up[5m])").hint()).hasValue("did you mean \"rate\"?");
    assertThat(error("frobnicate(up)").hint()).isEmpty();
    assertThat(error("up +").hint()).isEmpty();
  }

  @Test
  void aReasonIsCutBeforeItGrowsWithTheText() {
    assertThat(error("1".repeat(100_000)).reason())
        .hasSize(503)
        .startsWith("error parsing number: strconv.ParseFloat: parsing \"1111")
        .endsWith("111...");
  }

  static ParseException error(String text) {
    ParseException error = catchThrowableOfType(ParseException.class, () -> Parser.parse(text));
    assertThat(error).as(text).isNotNull();
    return error;
  }
}

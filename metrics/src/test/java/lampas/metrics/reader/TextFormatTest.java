package lampas.metrics.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextFormatTest {
  @Test
  void aBodyIsHandedOverInItsOrder() {
    assertThat(
            read(
                """
                # HELP requests_total Requests, by "route"\\nand \\\\ code.
                # TYPE requests_total counter
                requests_total{route="/",code="200"} 1027
                requests_total{route="/",code="500"} 3 1395066363000
                # a comment

                # TYPE temperature gauge
                temperature -273.15
                # TYPE latency histogram
                latency_bucket{le="0.5"} 2
                latency_bucket{le="+Inf"} 3
                latency_sum 1.5e-3
                latency_count 3
                """))
        .isEqualTo(
            """
            help requests_total "Requests, by \\"route\\"\\nand \\\\ code."
            type requests_total counter
            requests_total{code="200", route="/"} 1027
            requests_total{code="500", route="/"} 3 @1395066363000
            type temperature gauge
            temperature -273.15
            type latency histogram
            latency_bucket{le="0.5"} 2
            latency_bucket{le="+Inf"} 3
            latency_sum 0.0015
            latency_count 3
            """);
  }

  @Test
  void blanksMayStandBetweenAllParts() {
    assertThat(
            read(
                """
                #\t TYPE \t up gauge
                \t up \t 1 \t 5 \t
                up{ a="b" , c = "d" } 2
                up { a= "b",}3
                up{a="b" c="d"} 4
                  \t
                """))
        .isEqualTo(
            """
            type up gauge
            up 1 @5
            up{a="b", c="d"} 2
            up{a="b"} 3
            up{a="b", c="d"} 4
            """);
  }

  @Test
  void labelValuesKeepWhatTheyHold() {
    assertThat(
            read(
                """
                a{v="line\\nbreak"} 1
                a{v="quote \\" backslash \\\\ other \\t"} 2
                a{v="}{,=# 😀 ü"} 3
                a{v=""} 4
                a{} 5
                a{v="\u0000"} 6
                """))
        .isEqualTo(
            """
            a{v="line\\nbreak"} 1
            a{v="quote \\" backslash \\\\ other \\\\t"} 2
            a{v="}{,=# 😀 ü"} 3
            a 4
            a 5
            a{v="\\x00"} 6
            """);
  }

  @Test
  void quotedNamesMayHoldAnything() {
    assertThat(
            read(
                """
                # HELP "my.metric" Help.
                # TYPE "my.metric" counter
                {"my.metric","my label"="v"} 1
                { "my.metric" , a="b", } 2
                {a="b","my.metric"} 3
                {"ü\\n\\"","my.label"="v"} 4
                """))
        .isEqualTo(
            """
            help my.metric "Help."
            type my.metric counter
            {"my.metric", "my label"="v"} 1
            {"my.metric", a="b"} 2
            {"my.metric", a="b"} 3
            {"ü\\n\\"", "my.label"="v"} 4
            """);
  }

  @Test
  void metadataMayBeShort() {
    assertThat(
            read(
                """
                # HELP a
                # HELP b\s
                # HELP c  two blanks
                # HELPd is a comment
                # Type e gauge
                #HELP f is one, too
                #
                # HELP
                # TYPE g\tuntyped
                """))
        .isEqualTo(
            """
            help a ""
            help b ""
            help c " two blanks"
            type g unknown
            """);
  }

  @Test
  void theLastLineNeedsNoBreak() {
    assertThat(read("a 1\nb 2")).isEqualTo("a 1\nb 2\n");
    assertThat(read("a 1\n# HELP b Help.")).isEqualTo("a 1\nhelp b \"Help.\"\n");
    assertThat(read("")).isEmpty();
    assertThat(read("\n\n")).isEmpty();
  }

  @Test
  void aSeriesThatComesAgainIsRepeated() {
    assertThat(read("a 1\nb 2\na 3\na 4 5\n"))
        .isEqualTo("a 1\nb 2\na 3 repeated\na 4 @5 repeated\n");
  }

  @Test
  void aNameMayEndWhereTheValueBegins() {
    assertThat(read("a-1\na+2\na{b=\"c\"}3\na{b=\"c\"}.5\n"))
        .isEqualTo("a -1\na 2 repeated\na{b=\"c\"} 3\na{b=\"c\"} 0.5 repeated\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a                   | 1:2: value: end of line (expected: a number, such as 1.5, 2e-3, NaN or +Inf)
          a true              | 1:3: value: "true" (expected: a number, such as 1.5, 2e-3, NaN or +Inf)
          a 1_2               | 1:3: value: "1_2" (expected: a number, such as 1.5, 2e-3, NaN or +Inf)
          a 0x1p-3            | 1:3: value: "0x1p-3" (expected: a number, such as 1.5, 2e-3, NaN or +Inf)
          a 1{                | 1:3: value: "1{" (expected: a number, such as 1.5, 2e-3, NaN or +Inf)
          a 1 2 3             | 1:7: "3" (expected: end of line)
          a 1 -2              | 1:5: timestamp: "-2" (expected: milliseconds or end of line)
          a 1 1.5             | 1:5: timestamp: "1.5" (expected: milliseconds or end of line)
          a 1 9223372036854775808 | 1:5: timestamp: "9223372036854775808" (expected: milliseconds or end of line)
          a.b 1               | 1:2: value: ".b" (expected: a number, such as 1.5, 2e-3, NaN or +Inf)
          9 1                 | 1:1: "9" (expected: a metric name, { or #)
          <html>              | 1:1: "<html>" (expected: a metric name, { or #)
          a{b='c'} 1          | 1:5: "'c'}" (expected: a label value in double quotes)
          a{b} 1              | 1:4: "}" (expected: =)
          a{="c"} 1           | 1:3: "=\\"c\\"}" (expected: a label name or })
          a{,b="c"} 1         | 1:3: ",b=\\"c\\"}" (expected: a label name or })
          a{b="c",,d="e"} 1   | 1:9: ",d=\\"e\\"}" (expected: a label name or })
          a{b:c="d"} 1        | 1:4: ":c=\\"d\\"}" (expected: =)
          a{b="c} 1           | 1:5: text without an end (expected: a closing quote in the same line)
          a{b="c"             | 1:2: labels without an end (expected: } in the same line)
          a{b="c",b="d"} 1    | 1:9: label b comes twice (expected: once)
          a{ü="c"} 1          | 1:3: "ü=\\"c\\"}" (expected: a label name or })
          a{u="ü",b} 1        | 1:10: "}" (expected: =)
          a{__name__="b"} 1   | 1:3: label __name__ (expected: the metric's name before the labels)
          {b="c"} 1           | 1:1: labels without a metric name (expected: a name before or in {})
          {} 1                | 1:1: labels without a metric name (expected: a name before or in {})
          {""} 1              | 1:2: empty metric name (expected: a name)
          {"a",""="b"} 1      | 1:6: empty label name (expected: a name)
          {"a","b"} 1         | 1:6: second metric name (expected: one name a series)
          a{"b"} 1            | 1:3: second metric name (expected: one name a series)
          {"a","b = "c"} 1    | 1:13: text without an end (expected: a closing quote in the same line)
          # TYPE #            | 1:8: "#" (expected: a metric name)
          # TYPE a            | 1:9: type: end of line (expected: counter, gauge, histogram, summary, untyped)
          # TYPE a info       | 1:10: type: "info" (expected: counter, gauge, histogram, summary, untyped)
          # TYPE a unknown    | 1:10: type: "unknown" (expected: counter, gauge, histogram, summary, untyped)
          # HELP "a           | 1:8: text without an end (expected: a closing quote in the same line)
          """)
  void malformedLinesAreTold(String line, String message) {
    String inLineTwo = message.replaceFirst("^1", "2");
    assertThat(read("b 1\n" + line + "\nc 1\n")).isEqualTo("b 1\nerror " + inLineTwo + "\n");
  }

  @Test
  void aCarriageReturnIsPartOfTheValue() {
    assertThat(read("a 1\r\n"))
        .isEqualTo(
            "error 1:3: value: \"1\\r\" (expected: a number, such as 1.5, 2e-3, NaN or +Inf)\n");
  }

  @Test
  void aLineBreakInALabelValueIsToldEvenThoughPrometheusTakesIt() {
    assertThat(read("a{b=\"c\nd\"} 1\n"))
        .isEqualTo("error 1:5: text without an end (expected: a closing quote in the same line)\n");
  }

  @Test
  void bytesThatAreNotUtf8AreTold() {
    byte[] body = "a{b=\"?\"} 1\n".getBytes(StandardCharsets.US_ASCII);
    body[5] = (byte) 0xff;
    assertThat(Transcript.of(ExpositionSyntax.TEXT, body))
        .isEqualTo("error 1:6: bytes that are not UTF-8 (expected: UTF-8)\n");
  }

  private static String read(String body) {
    return Transcript.of(ExpositionSyntax.TEXT, body);
  }
}

package lampas.promql.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesNotationTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1                | 1
          -1.5 +2          | -1.5 2
          .5 1e3 1E-3      | 0.5 1000 0.001
          NaN Inf -inf     | NaN +Inf -Inf
          5x2              | 5 5 5
          1+2x3            | 1 3 5 7
          9-2x3            | 9 7 5 3
          1e2+1e1x1        | 100 110
          0x0              | 0
          _ _x2 1          | _ _ _ 1
          stale            | stale
          1m30s 500ms      | 90 0.5
          010              | 8
          """)
  void numbersAreWrittenInManyWays(String text, String points) {
    assertThat(points(text)).isEqualTo(points);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {{}}x1                             | {{}} {{}}
          {{count:1 buckets:[1]}}+{{count:2 buckets:[2]}}x1 | {{count:1 buckets:[1]}} {{count:3 buckets:[3]}}
          {{count:3 buckets:[1 2]}}-{{count:1 buckets:[1]}}x1 | {{count:3 buckets:[1 2]}} {{count:2 offset:1 buckets:[2]}}
          {{schema:1}}+{{schema:2}}x1        | {{schema:1}} {{schema:1}}
          """)
  void histogramsAreRepeatedAddedAndSubtracted(String text, String points) {
    assertThat(points(text)).isEqualTo(points);
  }

  private static String points(String text) {
    return SeriesNotation.parse("x " + text).points().stream()
        .map(Object::toString)
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          x 1                        | x 1
          {} 1                       | {} 1
          { } 1                      | {} 1
          x{a="} 2"} 1               | x{a="} 2"} 1
          x {a='b'} 1                | x{a="b"} 1
          {"two words", a="b"} 1     | {"two words", a="b"} 1
          x                          | x
          """)
  void labelsAreThoseOfASelector(String text, String series) {
    assertThat(SeriesNotation.parse(text)).hasToString(series);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          x one                | series point: "one" (expected: a number, _, stale or {{...}})
          x 1x                 | series point: "x" (expected: x and how many times, such as x10)
          x 1+2                | series point: "" (expected: x and how many times, such as x10)
          x 1x9999999          | points of a series: 10000000 (expected: at most 100000)
          x{a="b" 1            | series: "x{a="b" 1" (expected: a closing brace)
          x{a=~"b"} 1          | series: label matcher a=~"b" (expected: name="value", as in a metric)
          x {{count:1          | series point: "{{count:1" (expected: a closing }})
          x {{}}y              | series point: "y" (expected: a space, x, + or - after {{...}})
          x {{}}+1             | series point: "1" (expected: {{...}} after {{...}}+)
          x {{sums:1}}         | histogram key: "sums" (expected: one of buckets, count, counter_reset_hint, custom_values, n_buckets, n_offset, offset, schema, sum, z_bucket, z_bucket_w; did you mean sum?)
          x {{sum}}            | histogram: "sum" (expected: sum:value)
          x {{sum:1 sum:1}}    | histogram: "sum" comes twice (expected: once)
          x {{sum:one}}        | histogram sum: "one" (expected: a number)
          x {{schema:1.5}}     | histogram schema: "1.5" (expected: a whole number)
          x {{buckets:5}}      | histogram buckets: "5" (expected: numbers in brackets, such as [5 10 7])
          x {{counter_reset_hint:no}} | counter_reset_hint: "no" (expected: unknown, reset, not_reset or gauge)
          x {{schema:2}}+{{schema:1}}x1 | histogram of schema 1 after one of 2 (expected: the same or a higher one)
          """)
  void whatIsNotASeriesIsRefused(String text, String message) {
    assertThatThrownBy(() -> SeriesNotation.parse(text))
        .isInstanceOf(ScriptException.class)
        .hasMessage(message);
  }

  @Test
  void aHistogramsTextReadsBack() {
    String text =
        "{{schema:-53 count:9.5 sum:-3 custom_values:[5 10] counter_reset_hint:not_reset offset:1 buckets:[1 0 2]}}";
    String other =
        "{{schema:3 count:1 z_bucket:1 z_bucket_w:0.001 counter_reset_hint:gauge buckets:[1] n_offset:-2 n_buckets:[4 NaN]}}";

    assertThat(HistogramNotation.format(HistogramNotation.parse(text))).isEqualTo(text);
    assertThat(HistogramNotation.format(HistogramNotation.parse(other))).isEqualTo(other);
    assertThat(HistogramNotation.parse("{{ SUM:3   count:1 }}"))
        .isEqualTo(HistogramNotation.parse("{{count:1 sum:3}}"));
  }
}

package lampas.metrics.reader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpenMetricsFormatTest {
  @Test
  void aBodyIsHandedOverInItsOrder() {
    assertThat(
            read(
                """
                # HELP latency_seconds Time, \\"quoted\\".
                # TYPE latency_seconds histogram
                # UNIT latency_seconds seconds
                latency_seconds_bucket{le="0.5"} 2 # {trace_id="a\\"b",span="c"} 0.3 1520879607.789
                latency_seconds_bucket{le="+Inf"} 3 1.5 # {} 0.9
                latency_seconds_sum 1.5e-3
                latency_seconds_count 3 1520879607.7895
                latency_seconds_created 1520430000.123
                # TYPE build info
                build_info{version="1"} 1
                # TYPE mode stateset
                mode{mode="on"} 1 -1.5
                # TYPE sizes gaugehistogram
                # TYPE other unknown
                # EOF
                """))
        .isEqualTo(
            """
            help latency_seconds "Time, \\"quoted\\"."
            type latency_seconds histogram
            unit latency_seconds seconds
            latency_seconds_bucket{le="0.5"} 2
            exemplar {span="c", trace_id="a\\"b"} 0.3 @1520879607789
            latency_seconds_bucket{le="+Inf"} 3 @1500
            exemplar {} 0.9
            latency_seconds_sum 0.0015
            latency_seconds_count 3 @1520879607789
            latency_seconds_created 1520430000.123
            type build info
            build_info{version="1"} 1
            type mode stateset
            mode{mode="on"} 1 @-1500
            type sizes gaugehistogram
            type other unknown
            """);
  }

  @Test
  void quotedNamesMayHoldAnything() {
    assertThat(read("# TYPE \"my.metric\" counter\n{\"my.metric\",\"a b\"=\"c\",} 1\n# EOF\n"))
        .isEqualTo("type my.metric counter\n{\"my.metric\", \"a b\"=\"c\"} 1\n");
  }

  @Test
  void theLastLineNeedsNoBreak() {
    assertThat(read("a 1\n# EOF")).isEqualTo("a 1\n");
    assertThat(read("# EOF\n")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a\\t1              | 1:2: blank (expected: a space and a value)
          a  1              | 1:3: value: blank (expected: a number, such as 1.5, 2e-3, NaN or +Inf)
          a {b="c"} 1       | 1:3: value: "{b=\\"c\\"}" (expected: a number, such as 1.5, 2e-3, NaN or +Inf)
          a{b="c"}1         | 1:9: "1" (expected: a space and a value)
          a{b="c", d="e"} 1 | 1:9: blank (expected: a label name or })
          a{b="c"d="e"} 1   | 1:8: "d=\\"e\\"}" (expected: , or })
          a 1\\t2            | 1:4: blank (expected: a space or end of line)
          a 1 2\\s           | 1:7: end of line (expected: an exemplar, # {…} 1, or end of line)
          a 1 2 3           | 1:7: "3" (expected: an exemplar, # {…} 1, or end of line)
          a 1 2 #           | 1:8: end of line (expected: a space and the labels of an exemplar)
          a 1 1z            | 1:5: timestamp: "1z" (expected: a number, such as 1.5, 2e-3, NaN or +Inf)
          a 1 NaN           | 1:5: timestamp: "NaN" (expected: seconds since the epoch)
          a 1 -Inf          | 1:5: timestamp: "-Inf" (expected: seconds since the epoch)
          a 1 1e300         | 1:5: timestamp: "1e300" (expected: seconds since the epoch)
          a 1 # {b="c"}     | 1:14: end of line (expected: a space and an exemplar's value)
          a 1 # {b="c"} x   | 1:15: exemplar value: "x" (expected: a number, such as 1.5, 2e-3, NaN or +Inf)
          a 1 # {b="c"} 1 NaN | 1:17: timestamp: "NaN" (expected: seconds since the epoch)
          a 1 # {b="c"} 1 2 3 | 1:18: blank (expected: end of line)
          a 1 # {"b"} 1     | 1:11: "}" (expected: =)
          a 1 # b           | 1:7: "b" (expected: the labels of an exemplar)
          # TYPE a untyped  | 1:10: type: "untyped" (expected: counter, gauge, histogram, gaugehistogram, summary, info, stateset, unknown)
          # TYPE a  counter | 1:10: type: blank (expected: counter, gauge, histogram, gaugehistogram, summary, info, stateset, unknown)
          # TYPE a          | 1:9: end of line (expected: a space and a text)
          # HELP a          | 1:9: end of line (expected: a space and a text)
          #  TYPE a counter | 1:3: blank (expected: HELP, TYPE, UNIT or EOF)
          #HELP a b         | 1:2: "HELP" (expected: a space)
          # a comment       | 1:3: "a" (expected: HELP, TYPE, UNIT or EOF)
          # UNIT a seconds  | 1:10: unit: "seconds" (expected: the last part of the name a)
          # UNIT aseconds seconds | 1:17: unit: "seconds" (expected: the last part of the name aseconds)
          # EOFa            | 1:3: "EOFa" (expected: HELP, TYPE, UNIT or EOF)
          \\s# EOF           | 1:1: blank (expected: a metric name, { or #)
          """)
  void malformedLinesAreTold(String line, String message) {
    String body = line.replace("\\s", " ").replace("\\t", "\t") + "\n# EOF\n";
    assertThat(read(body)).isEqualTo("error " + message + "\n");
  }

  @Test
  void anEmptyLineIsTold() {
    assertThat(read("\n# EOF\n"))
        .isEqualTo("error 1:1: end of line (expected: a metric name, { or #)\n");
  }

  @Test
  void aBodyWithoutEofIsIncomplete() {
    assertThat(read("a 1\nb 2\n"))
        .isEqualTo("a 1\nb 2\nerror 3:1: end of body (expected: # EOF)\n");
    assertThat(read("a 1")).isEqualTo("a 1\nerror 2:1: end of body (expected: # EOF)\n");
    assertThat(read("")).isEqualTo("error 1:1: end of body (expected: # EOF)\n");
  }

  @Test
  void nothingMayFollowEof() {
    assertThat(read("# EOF\na 1\n"))
        .isEqualTo("error 2:1: \"a\" (expected: nothing after # EOF)\n");
    assertThat(read("# EOF\n\n"))
        .isEqualTo("error 2:1: end of line (expected: nothing after # EOF)\n");
  }

  private static String read(String body) {
    return Transcript.of(ExpositionSyntax.OPEN_METRICS, body);
  }
}

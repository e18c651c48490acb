package lampas.promql.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          jump                                 | 1: command: "jump" (expected: load, eval or clear)
          load                                 | 1: load: "load" (expected: load STEP or load_with_nhcb STEP)
          load soon                            | 1: step: "soon" (expected: a duration, such as 30s or 1h30m)
          load 1m;  x{ 1                       | 2: series: "x{ 1" (expected: a closing brace)
          load 1m;  x@st _                     | 2: @st line: no series follows (expected: x)
          load 1m;  x@st _;  y 1               | 3: series: y after the @st line of x (expected: the same)
          load 1m;  x@st _ _;  x 1             | 3: @st line of x: 2 offsets (expected: as many as points, 1)
          load 1m;  x@st -1m+1s;  x 1          | 2: start offset: "-1m+1s" (expected: _, _x3, -30s, -30sx3 or -30s-1mx3)
          load 1m;  x 1;  x{a=""} 2x           | 3: series point: "x" (expected: x and how many times, such as x10)
          eval instant x                       | 1: eval: "eval instant x" (expected: eval instant at TIME QUERY, or eval range from START to END step STEP QUERY)
          eval instant at now x                | 1: time: "now" (expected: a duration, such as 30s or 1h30m)
          eval range from 1m to 0 step 1m x    | 1: end: 0 (expected: not before the start, 1m)
          eval range from 0 to 1m step 0 x     | 1: step: 0 (expected: > 0)
          eval instant at 0 sum(               | 1:23: unclosed left parenthesis
          eval instant at 0 x;  expect what    | 2: expect: "expect what" (expected: ordered, fail, warn, no_warn, info or no_info, then msg: or regex:; or, of an instant evaluation, string or range vector from START to END step STEP)
          eval instant at 0 x;  expect warn;  expect no_warn | 3: expect: warn and no_warn (expected: one of them)
          eval instant at 0 x;  expect fail;  expect fail | 3: expect: fail 2 times (expected: once)
          eval instant at 0 x;  expect fail regex: ( | 2: regex: "(" (expected: an RE2 expression): error parsing regexp: missing closing ): `(`
          eval instant at 0 x;  expect string x | 2: expect string: x (expected: a text in quotes)
          eval instant at 0 x;  x 1 2          | 2: points of x: 2 (expected: one, or a line "expect range vector from START to END step STEP" before it)
          eval instant at 0 x;  x 1;  2        | 3: result: series and a number or string (expected: one of them)
          """)
  void anErrorSaysWhereItIs(String script, String message) {
    assertThatThrownBy(() -> Script.parse("a.test", script.replace(';', '\n')))
        .isInstanceOf(ScriptException.class)
        .hasMessage("a.test:" + message);
  }

  @Test
  void aScriptLoadsNoMoreThanFitsIntoMemory() {
    String load = "load 1m\n" + "  x 1x99999\n".repeat(11);

    assertThatThrownBy(() -> Script.parse("a.test", load))
        .hasMessage("a.test:12: points loaded: 1100000 (expected: at most 1000000)");
  }

  @Test
  void commandsKnowTheirLines() {
    Script script =
        Script.parse(
            "a.test",
            """
            # series
            load 1m
              x 1

            clear
            eval instant at 0 x
            """);

    assertThat(script.commands()).extracting(ScriptCommand::line).containsExactly(2, 5, 6);
    assertThat(script.evaluations()).hasSize(1);
  }

  @Test
  void startsAreRelativeToTheirPoints() {
    assertThat(StartOffset.parse("_ _x2 -30s -1m-30sx1 0+1sx2").toString())
        .isEqualTo(offsets("e e e -30000 -60000 -90000 0 1000 2000"));
  }

  private static String offsets(String millis) {
    return "["
        + String.join(
            ", ",
            Arrays.stream(millis.split(" ", -1))
                .map(one ->
                    "StartOffset[millis=OptionalLong"
                        + (one.equals("e") ? ".empty" : "[" + one + "]")
                        + "]")
                .toList())
        + "]";
  }
}

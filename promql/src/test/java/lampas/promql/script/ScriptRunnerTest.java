package lampas.promql.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lampas.promql.script.AtVariants.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptRunnerTest {
  private static final String SERIES = "load 1m;  x 1 2 3;  y{i=\"1\"} 4x2;;";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          eval instant at 1m x;  x 2.1      | differs:    x expected 2.1;              got      2
          eval instant at 1m x;  z 2        | missing:    z 2;unexpected: x 2
          eval instant at 1m x;  2          | differs:    the type expected scalar 2;                     got      vector of 1 samples
          eval instant at 1m z              | ``
          eval instant at 1m x > 5          | ``
          eval instant at 1m x;  x {{}}     | differs:    x expected {{}};              got      2
          eval range from 0 to 2m step 1m x;  x 1 2 | differs:    x expected 1 2;              got      1 2 3;            first at 2m: expected _, got 3
          eval range from 0 to 1m step 1m x;  x 1 2 3 | too long:   x has 3 points (expected: no more than there are steps)
          eval instant at 1m x;  expect fail | no error, but a result (expected: any message)
          eval instant at 1m x;  expect warn;  x 2 | remarks: [] (expected: WARN any message)
          eval instant at 1m quantile(2, x);  expect no_warn;  {} Inf | remarks: [PromQL warning: quantile value should be between 0 and 1, got 2 (1:10)] (expected: NO_WARN)
          eval instant at 1m quantile(2, x);  expect warn msg: no;  {} Inf | remarks: [PromQL warning: quantile value should be between 0 and 1, got 2 (1:10)] (expected: WARN no)
          eval instant at 1m sort({__name__=~"[xy]"});  expect ordered;  y{i="1"} 4;  x 2 | differs:    y{i="1"} expected position 1;                     got      position 2;differs:    x expected position 2;              got      position 1
          eval instant at 1m timestamp(x);  {} 60 | ``
          """)
  void aDifferenceIsNamed(String evaluation, String failure) {
    ScriptOutcome outcome = run(SERIES + evaluation);

    assertThat(outcome.evaluations()).hasSize(1);
    assertThat(outcome.evaluations().getFirst().failure().orElse("").replace('\n', ';'))
        .isEqualTo(failure);
    assertThat(outcome.passed()).isEqualTo(failure.isEmpty() ? 1 : 0);
  }

  @Test
  void whatIsFixedAtOneTimeIsAskedAtOthersToo() {
    assertThat(AtVariants.of("rate(x[5m] offset 1m) + sum_over_time(y[2m:1m])", 60_000))
        .extracting(Variant::time)
        .containsExactly(-600_000L, 0L, 12_000L, 60_000L, 600_000L);
    assertThat(AtVariants.of("x + y @ 5", 0))
        .containsExactly(
            new Variant("x @ 0.000 + y @ 5.000", -1_000),
            new Variant("x @ 0.000 + y @ 5.000", 0),
            new Variant("x @ 0.000 + y @ 5.000", 1_000));
    assertThat(AtVariants.of("hour(x)", 60_000)).isEmpty();
    assertThat(AtVariants.of("sum_over_time(hour(x)[2m:1m])", 60_000)).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          load 1m;  x 1 2;;load 1m;  x 3 | 5: sample of x at 0s (expected: later than its last one, at 1m)
          load_with_nhcb 1m;  h_bucket{le="1"} 5;  h_bucket{le="2"} 4;  h_count 5 | 1: classic histogram h: 4.0 up to 2.0 (expected: at least as many as below, 5.0)
          load_with_nhcb 1m;  h_bucket{le="+Inf"} 5;  h_count 6 | 1: classic histogram h: count 6.0 (expected: as in the last bucket, 5.0)
          """)
  void whatCannotBeLoadedEndsTheScript(String script, String message) {
    assertThatThrownBy(() -> run(script)).hasMessage("a.test:" + message);
  }

  private static ScriptOutcome run(String script) {
    return ScriptRunner.create().run(Script.parse("a.test", script.replace(';', '\n')));
  }
}

package lampas.promql.junit;

import static lampas.promql.junit.PromqlAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class AnswerAssertTest {
  private final PromqlFixture series =
      PromqlFixture.of(
          "1m", "x{i=\"1\"} 0+60x10", "x{i=\"2\"} 0+120x10\n\nh {{count:3 buckets:[1 2]}}x10");

  @Test
  void allKindsOfResultsCanBeExpected() {
    assertThat(series.promql("1 + 1")).at("0m").isEqualTo("2");
    assertThat(series.promql("\"text\"")).at("0m").isEqualTo("\"text\"");
    assertThat(series.promql("x")).at("1m").isEqualTo("x{i=\"2\"} 120", "x{i=\"1\"} 60");
    assertThat(series.promql("sort_desc(x)"))
        .at("1m")
        .isEqualToInOrder("x{i=\"2\"} 120", "x{i=\"1\"} 60")
        .hasNoWarnings()
        .hasNoInfos();
    assertThat(series.promql("x{i=\"1\"}")).over("0m", "2m", "1m").isEqualTo("x{i=\"1\"} 0 60 120");
    assertThat(series.promql("y")).at("1m").isEmpty();
    assertThat(series.promql("y")).over("0m", "1m", "1m").isEmpty();
    assertThat(series.promql("quantile(2, x)"))
        .at("1m")
        .hasWarnings("PromQL warning: quantile value should be between 0 and 1, got 2 (1:10)");
  }

  @Test
  void aDifferenceSaysWhatDiffersIsMissingAndTooMuch() {
    AssertionFailedError error =
        failure(() ->
            assertThat(series.promql("x")).at("1m").isEqualTo("x{i=\"1\"} 61", "x{i=\"3\"} 1"));

    assertThat(error)
        .hasMessageStartingWith(
            """
            x at 1m
            differs:    x{i="1"} expected 61
                                 got      60
            missing:    x{i="3"} 1
            unexpected: x{i="2"} 120\
            """);
    assertThat(error.getExpected().getStringRepresentation())
        .isEqualTo("x{i=\"1\"} 61\nx{i=\"3\"} 1");
    assertThat(error.getActual().getStringRepresentation())
        .isEqualTo("x{i=\"1\"} 60\nx{i=\"2\"} 120");
  }

  @Test
  void anEmptyAnswerThatShouldNotBeSaysWhy() {
    assertThat(
            failure(() -> assertThat(series.promql("sum(x{i=\"7\"})")).at("1m").isEqualTo("{} 60")))
        .hasMessageContaining(
            "\nempty: x{i=\"7\"}: no series of x has i=\"7\" (2 series, i is \"1\", \"2\")");
    assertThat(
            failure(() ->
                assertThat(series.promql("x > 1000")).over("0m", "2m", "1m").isEqualTo("x 1 1 1")))
        .hasMessageContaining("\nempty: x > 1000: > 1000 lets nothing of 2 series pass (values ");
  }

  @Test
  void aDifferenceOverARangeSaysWhereItBegins() {
    assertThat(
            failure(() ->
                assertThat(series.promql("x{i=\"1\"} > 0"))
                    .over("0m", "3m", "1m")
                    .isEqualTo("x{i=\"1\"} _ 60 _ 180")))
        .hasMessageStartingWith(
            """
            x{i="1"} > 0 from 0s to 3m step 1m
            differs:    x{i="1"} expected _ 60 _ 180
                                 got      _ 60 120 180
                        first at 2m: expected _, got 120\
            """);
  }

  @Test
  void theTypeOfAResultMatters() {
    assertThat(failure(() -> assertThat(series.promql("1")).at("0m").isEqualTo("{} 1")))
        .hasMessageStartingWith(
            """
            1 at 0s
            differs:    the type expected vector [{} 1]
                                 got      scalar 1\
            """);
  }

  @Test
  void theOrderMattersWhereItIsAskedFor() {
    assertThat(
            failure(() ->
                assertThat(series.promql("sort(x)"))
                    .at("1m")
                    .isEqualToInOrder("x{i=\"2\"} 120", "x{i=\"1\"} 60")))
        .hasMessageStartingWith(
            """
            sort(x) at 1m
            differs:    x{i="2"} expected position 1
                                 got      position 2\
            """);
  }

  @Test
  void failuresAreExpectedOrNot() {
    String query = "label_replace(x, \"i\", \"\", \"\", \"\")";
    String message = "vector cannot contain metrics with the same labelset";

    assertThat(series.promql(query)).at("1m").fails().withMessage(message);
    assertThat(series.promql(query)).at("1m").fails().withMessageMatching("same label");
    assertThat(failure(() -> assertThat(series.promql(query)).at("1m").isEmpty()))
        .hasMessageStartingWith(query + " at 1m\nerror: " + message + " (expected: a result)");
    assertThat(failure(() -> assertThat(series.promql(query)).at("1m").fails().withMessage("no")))
        .hasMessageStartingWith(query + " at 1m\nerror: expected no\n       got      " + message);
    assertThat(failure(() -> assertThat(series.promql("x{i=\"1\"}")).at("1m").fails()))
        .hasMessageStartingWith("x{i=\"1\"} at 1m\nexpected an error\ngot      x{i=\"1\"} 60");
  }

  @Test
  void remarksAreComparedExactly() {
    assertThat(failure(() -> assertThat(series.promql("quantile(2, x)")).at("1m").hasNoWarnings()))
        .hasMessageStartingWith(
            """
            quantile(2, x) at 1m
            warnings: expected []
                      got      [PromQL warning: quantile value should be between 0 and 1, got 2 (1:10)]\
            """);
  }

  @Test
  void whatIsExpectedMustBeInNotation() {
    assertThatThrownBy(() -> assertThat(series.promql("x")).at("1m").isEqualTo("x one"))
        .hasMessage("series point: \"one\" (expected: a number, _, stale or {{...}})");
    assertThatThrownBy(() -> PromqlFixture.of("1 minute", "x 1"))
        .hasMessage(
            "duration: \"1 minute\" (expected: a number and a unit, such as 15s, 1h30m, 100ms)");
  }

  private static AssertionFailedError failure(ThrowingCallable assertion) {
    return catchThrowableOfType(AssertionFailedError.class, assertion);
  }
}

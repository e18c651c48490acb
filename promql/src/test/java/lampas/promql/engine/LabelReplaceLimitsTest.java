package lampas.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class LabelReplaceLimitsTest {
  private final QueryFixture series = QueryFixture.everyTenSeconds("x{a=\"v7\"} 1");

  private String error(String regex) {
    return Assertions.assertTimeout(
        Duration.ofSeconds(5),
        () -> series.errorAt(0, "label_replace(x, \"b\", \"$1\", \"a\", \"" + regex + "\")"));
  }

  private static String alternatives(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> (char) ('a' + i % 26) + Integer.toString(i) + (char) ('z' - i % 26))
        .collect(Collectors.joining("|"));
  }

  @Test
  void repetitionsOfRepetitionsAreNotWrittenOut() {
    assertThat(error("((a{1000}){1000}){1000}"))
        .isEqualTo("invalid regular expression in label_replace(): expression too large");
  }

  @Test
  void deepGroupsAreRefused() {
    assertThat(error("(".repeat(5_000) + "a" + ")".repeat(5_000)))
        .isEqualTo("invalid regular expression in label_replace(): expression nests too deeply");
  }

  @Test
  void moreAlternativesThanTheStackHoldsAreAnError() {
    assertThat(error(alternatives(90_000)))
        .isEqualTo("invalid regular expression in label_replace(): too many alternatives");
  }

  @Test
  void someHundredAlternativesMatch() {
    String regex = "(" + alternatives(500) + "|v7)";
    assertThat(series.at(0, "label_replace(x, \"b\", \"$1\", \"a\", \"" + regex + "\")"))
        .containsExactly("x{a=\"v7\", b=\"v7\"} 1");
  }
}

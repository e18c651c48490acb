package lampas.metrics.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lampas.metrics.MetricsException;
import org.junit.jupiter.api.Test;

class RedisOptionsTest {
  @Test
  void theDefaultsAreAsDocumented() {
    assertThat(RedisOptions.DEFAULT)
        .isEqualTo(new RedisOptions(Optional.empty(), Duration.ofMillis(500), List.of()));
  }

  @Test
  void everyOptionCanBeSet() {
    assertThat(
            RedisOptions.DEFAULT
                .withNamespace("asdlc")
                .withAnswerWithin(Duration.ofSeconds(2))
                .withStreams("a", "b"))
        .isEqualTo(
            new RedisOptions(Optional.of("asdlc"), Duration.ofSeconds(2), List.of("a", "b")));
  }

  @Test
  void whatIsWrongIsSaid() {
    assertThatThrownBy(() -> RedisOptions.DEFAULT.withAnswerWithin(Duration.ZERO))
        .isInstanceOf(MetricsException.class)
        .hasMessage("Redis answer within: PT0S (expected: > 0, at most 30 seconds)");
    assertThatThrownBy(() -> RedisOptions.DEFAULT.withAnswerWithin(Duration.ofMinutes(1)))
        .hasMessage("Redis answer within: PT1M (expected: > 0, at most 30 seconds)");
    assertThatThrownBy(() -> RedisOptions.DEFAULT.withStreams("a", "a"))
        .hasMessage("Redis stream: \"a\" comes twice (expected: once)");
    assertThatThrownBy(() -> RedisOptions.DEFAULT.withStreams(""))
        .hasMessage("Redis stream: \"\" (expected: a key)");
  }
}

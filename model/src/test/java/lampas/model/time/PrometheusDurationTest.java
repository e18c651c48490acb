package lampas.model.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusDurationTest {
  @ParameterizedTest
  @CsvSource({
    "15s, 15000, 15s",
    "1h30m, 5400000, 1h30m",
    "100ms, 100, 100ms",
    "0, 0, 0s",
    "0s, 0, 0s",
    "1y, 31536000000, 1y",
    "8d, 691200000, 8d",
    "1w, 604800000, 1w",
    "90s, 90000, 1m30s",
    "1d1ms, 86400001, 1d1ms"
  })
  void isReadAndWritten(String text, long millis, String canonical) {
    assertThat(PrometheusDuration.parse(text)).isEqualTo(Duration.ofMillis(millis));
    assertThat(PrometheusDuration.format(Duration.ofMillis(millis))).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "s",
        "5x",
        "-5s",
        "5s5m",
        "5s5s",
        "1.5h",
        " 5s",
        "5 s",
        "5S",
        "99999999999999999999s",
        "999999999999y"
      })
  void anythingElseIsAnError(String text) {
    assertThatThrownBy(() -> PrometheusDuration.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "duration: \"%s\" (expected: a number and a unit, such as 15s, 1h30m, 100ms)", text);
  }

  @Test
  void negativeDurationsArePrintedWithTheirSign() {
    assertThat(PrometheusDuration.format(Duration.ofMinutes(-5))).isEqualTo("-5m");
  }
}

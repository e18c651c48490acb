package lampas.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {
  @Test
  void takesSecondsAndRfc3339() {
    assertThat(TimeText.parse("1500.25")).isEqualTo(Instant.ofEpochMilli(1_500_250));
    assertThat(TimeText.parse("2026-01-31T12:00:00Z"))
        .isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
    assertThat(TimeText.parse("2026-01-31T13:00:00.5+01:00"))
        .isEqualTo(Instant.parse("2026-01-31T12:00:00.500Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "yesterday", "1e3", "2026-01-31", "1.2.3", "1.00001", "999999999999999999999"})
  void anythingElseIsAnError(String text) {
    assertThatThrownBy(() -> TimeText.parse(text))
        .hasMessage(
            "time: \"%s\" (expected: 2026-01-31T12:00:00Z or seconds since the epoch)", text);
  }
}

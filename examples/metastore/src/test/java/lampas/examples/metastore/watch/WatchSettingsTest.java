package lampas.examples.metastore.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WatchSettingsTest {
  @Test
  void theDefaultsAreThoseOfEtcdWhereItHasThem() {
    assertThat(WatchSettings.DEFAULT.progressInterval()).isEqualTo(Duration.ofMinutes(10));
    assertThat(WatchSettings.DEFAULT.responseBytes()).isEqualTo((1536 + 512) * 1024);
    assertThat(WatchSettings.DEFAULT.batchEvents()).isEqualTo(1000);
    assertThat(WatchSettings.DEFAULT.watchersPerStream()).isEqualTo(10_000);
    assertThat(WatchSettings.DEFAULT.streams()).isEqualTo(10_000);
  }

  @Test
  void limitsArePositive() {
    assertThatThrownBy(() -> new WatchSettings(Duration.ZERO, 1, 1, 1, 1))
        .hasMessage("progressInterval: PT0S (expected: > 0)");
    assertThatThrownBy(() -> new WatchSettings(Duration.ofSeconds(1), 1, 0, 1, 1))
        .hasMessage("batchEvents: 0 (expected: > 0)");
  }
}

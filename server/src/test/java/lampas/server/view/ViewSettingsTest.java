package lampas.server.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ViewSettingsTest {
  @Test
  void theDefaultsAreThoseOfTheContract() {
    assertThat(ViewSettings.fromEnvironment(Map.of()))
        .isEqualTo(
            new ViewSettings(
                Optional.empty(),
                "asdlc",
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofDays(31),
                11_000,
                10_000,
                Duration.ofMinutes(2),
                Duration.ofHours(1)));
  }

  @Test
  void theBackendComesFromTheEnvironment() {
    assertThat(
            ViewSettings.fromEnvironment(Map.of("VICTORIAMETRICS_URL", "http://vm:8428")).backend())
        .contains(URI.create("http://vm:8428"));
    for (String wrong : new String[] {"vm:8428", "ftp://vm", "http://a b", "http://"}) {
      assertThatThrownBy(() -> ViewSettings.fromEnvironment(Map.of("VICTORIAMETRICS_URL", wrong)))
          .isInstanceOf(ViewException.class)
          .hasMessage(
              "VICTORIAMETRICS_URL: no such address"
                  + " (expected: http://host:port or https://host:port)");
    }
  }

  @Test
  void everySettingIsChecked() {
    ViewSettings defaults = ViewSettings.defaults();
    assertThatThrownBy(() -> defaults.withTimeouts(Duration.ZERO, Duration.ofSeconds(1)))
        .hasMessage("query timeout: 0 (expected: > 0)");
    assertThatThrownBy(() -> defaults.withLimits(Duration.ofDays(1), 0, 1))
        .hasMessage("maximum points: 0 (expected: > 0)");
    assertThatThrownBy(() -> defaults.withAges(Duration.ZERO, Duration.ofDays(1)))
        .hasMessage("stale after: 0 (expected: > 0)");
    assertThatThrownBy(() -> defaults.withNamespace("a-b"))
        .hasMessage("namespace: \"a-b\" (expected: letters, digits and underscores, or empty)");
  }
}

package lampas.examples.agents.load;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadSettingsTest {
  @Test
  void wrongBoundsAreNamed() {
    URI url = URI.create("http://a:1");
    Duration time = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new LoadSettings(URI.create("a:1"), 1, time, 1, 1, time))
        .hasMessage("url: a:1 (expected: http://host:port)");
    assertThatThrownBy(() -> new LoadSettings(url, 0, time, 1, 1, time))
        .hasMessage("rate: 0 (expected: 1 to 10000 tasks/s)");
    assertThatThrownBy(() -> new LoadSettings(url, 1, Duration.ZERO, 1, 1, time))
        .hasMessage("duration: PT0S (expected: more than 0, at most PT1H)");
    assertThatThrownBy(() -> new LoadSettings(url, 1, time, 0, 1, time))
        .hasMessage("tasks: 0 (expected: 1 or more)");
    assertThatThrownBy(() -> new LoadSettings(url, 1, time, 1, 101, time))
        .hasMessage("clients: 101 (expected: 1 to 100)");
  }
}

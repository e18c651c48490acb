package lampas.server.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HealthViewTest {
  private static String health(String... series) {
    try (RunningView view = RunningView.over(FixtureBackend.of(series))) {
      RunningView.Answer answer = view.get("health");
      assertThat(answer.status()).isEqualTo(200);
      return answer.body();
    }
  }

  @Test
  void everyTargetUpIsHealthy() {
    assertThat(health("up{job=\"a\"} 1x40", "up{job=\"b\"} 1x40"))
        .isEqualTo("{\"status\":\"healthy\",\"targets\":{\"up\":2,\"down\":0,\"other\":0}}");
  }

  @Test
  void aTargetThatIsDownIsCountedByItsValue() {
    assertThat(health("up{job=\"a\"} 1x40", "up{job=\"b\"} 0x40", "up{job=\"c\"} NaNx40"))
        .isEqualTo(
            "{\"status\":\"degraded\",\"targets\":{\"up\":1,\"down\":1,\"other\":1},"
                + "\"reasons\":[\"2 of 3 targets are not up\"]}");
  }

  @Test
  void nothingKnownIsNotHealthy() {
    assertThat(health())
        .isEqualTo(
            "{\"status\":\"degraded\",\"targets\":{\"up\":0,\"down\":0,\"other\":0},"
                + "\"reasons\":[\"no target was scraped lately\"]}");
    assertThat(health("up 1x10")).contains("\"degraded\"");
  }

  @Test
  void withoutABackendItIsUnhealthyAndNotFound200() {
    Upstream upstream = Upstream.answering(exchange -> {});
    try (RunningView view = upstream.view()) {
      upstream.close();
      RunningView.Answer answer = view.get("health");

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.body())
          .matches(
              "\\{\"status\":\"unhealthy\",\"reasons\":\\[\"backend: "
                  + "(not reachable|the connection ended before an answer)\"]}");
    }
  }
}

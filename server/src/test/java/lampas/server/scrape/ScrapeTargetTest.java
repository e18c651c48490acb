package lampas.server.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import lampas.model.label.Labels;
import lampas.server.config.ScrapeJob;
import lampas.server.config.TargetGroup;
import org.junit.jupiter.api.Test;

final class ScrapeTargetTest {
  @Test
  void aTargetIsMadeOfItsJob() {
    ScrapeTarget target =
        only(
            ScrapeJob.named("api").parameter("a", "1", "2").interval(Duration.ofSeconds(90)),
            "host:9100",
            Labels.of("zone", "z"));
    assertThat(target.url()).hasToString("http://host:9100/metrics?a=1&a=2");
    assertThat(target.labels())
        .isEqualTo(Labels.of("job", "api", "instance", "host:9100", "zone", "z"));
    assertThat(target.discoveredLabels())
        .isEqualTo(
            Labels.of(
                "__address__", "host:9100",
                "__metrics_path__", "/metrics",
                "__param_a", "1",
                "__scheme__", "http",
                "__scrape_interval__", "1m30s",
                "__scrape_timeout__", "10s",
                "job", "api",
                "zone", "z"));
    assertThat(target.interval()).isEqualTo(Duration.ofSeconds(90));
    assertThat(target.timeout()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void labelsOfTheGroupOverrideTheJob() {
    ScrapeTarget target =
        only(
            ScrapeJob.named("api").parameter("a", "1", "2"),
            "[::1]:9100",
            Labels.of(
                "__scheme__", "https",
                "__metrics_path__", "/other",
                "__param_a", "x y",
                "__param_b", "3",
                "__scrape_interval__", "5s",
                "__scrape_timeout__", "3s",
                "instance", "mine",
                "job", "yours"));
    assertThat(target.url()).hasToString("https://[::1]:9100/other?a=x+y&a=2&b=3");
    assertThat(target.labels()).isEqualTo(Labels.of("job", "yours", "instance", "mine"));
    assertThat(target.interval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(target.timeout()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void equalTargetsAreScrapedOnce() {
    ScrapeJob job =
        ScrapeJob.named("api")
            .targets(new TargetGroup(List.of("a:1", "b:1", "a:1"), Labels.empty()))
            .targets(new TargetGroup(List.of("a:1"), Labels.of("zone", "z")))
            .build();
    assertThat(ScrapeTarget.of(job))
        .extracting(target -> target.labels().toString())
        .containsExactly(
            "{instance=\"a:1\", job=\"api\"}",
            "{instance=\"b:1\", job=\"api\"}",
            "{instance=\"a:1\", job=\"api\", zone=\"z\"}");
  }

  @Test
  void wrongAddressesAndLabelsAreTold() {
    assertWrong("a b", Labels.empty(), "__address__: a b (expected: host:port)");
    assertWrong("a:b:c", Labels.empty(), "__address__: a:b:c (expected: host:port)");
    assertWrong("", Labels.empty(), "__address__:  (expected: host:port)");
    assertWrong(
        "a:1",
        Labels.of("__scrape_interval__", "0s"),
        "__scrape_interval__: 0s (expected: a duration above 0)");
    assertWrong(
        "a:1",
        Labels.of("__scrape_timeout__", "soon"),
        "__scrape_timeout__: soon (expected: a duration, such as 15s)");
    assertWrong(
        "a:1",
        Labels.of("__scrape_timeout__", "2m"),
        "__scrape_timeout__: 2m (expected: at most 1m)");
  }

  private static void assertWrong(String address, Labels labels, String message) {
    assertThatThrownBy(() -> only(ScrapeJob.named("api"), address, labels))
        .isInstanceOf(ScrapeException.class)
        .hasMessage("job api, target " + address + ": " + message);
  }

  private static ScrapeTarget only(ScrapeJob.Builder job, String address, Labels labels) {
    return ScrapeTarget.of(job.targets(new TargetGroup(List.of(address), labels)).build())
        .getFirst();
  }
}

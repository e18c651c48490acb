package lampas.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lampas.acceptance.peer.Api;
import lampas.acceptance.peer.Command;
import lampas.acceptance.peer.Http;
import lampas.acceptance.peer.Peer;
import lampas.acceptance.peer.Programs;
import lampas.acceptance.peer.Target;
import lampas.acceptance.peer.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Debian's Prometheus scrapes the exporter of the demo, in both formats, and has the values that
 * our store has.
 */
class PrometheusScrapesLampasTest {
  @Test
  void bothFormatsArriveWithTheValuesOfOurStore(@TempDir Path folder) throws Exception {
    int server = Peer.freePort();
    int exporter = Peer.freePort();
    List<String> arguments =
        List.of(
            "demo",
            "--requests",
            "200",
            "--rate",
            "200",
            "--server-port",
            Integer.toString(server),
            "--exporter-port",
            Integer.toString(exporter));
    try (Peer lampas = Peer.lampas(server, folder, arguments);
        Target onlyText = textVersionOf(exporter)) {
      Wait.until(
          "the load is over and the loop is closed",
          Duration.ofSeconds(60),
          () -> lampas.log().contains("the loop is closed"));
      Command check =
          Command.run(
              Duration.ofSeconds(20),
              Http.get(URI.create("http://127.0.0.1:" + exporter + "/metrics")).body(),
              List.of(Programs.require("promtool"), "check", "metrics"));
      assertThat(check.output() + check.errors()).isEmpty();
      String configuration =
          """
          global: {scrape_interval: 1s, scrape_timeout: 1s}
          scrape_configs:
            - job_name: openmetrics
              static_configs: [{targets: ["127.0.0.1:%d"], labels: {instance: shop}}]
            - job_name: text
              static_configs: [{targets: ["%s"], labels: {instance: shop}}]
          """
              .formatted(exporter, onlyText.address());
      try (Peer prometheus = Peer.prometheus(folder, configuration)) {
        Api theirs = new Api(prometheus.address());
        Wait.until("both jobs are up", Duration.ofSeconds(30), () -> theirs.has("sum(up)", "2"));

        Api ours = new Api(lampas.address());
        Map<String, String> expected = ours.vector("{job=\"shop\", __name__=~\"demo_.*\"}");
        assertThat(expected).hasSizeGreaterThan(20);
        for (String job : List.of("openmetrics", "text")) {
          Map<String, String> series =
              theirs.vector("{job=\"" + job + "\", __name__=~\"demo_.*\"}");
          assertThat(withoutJob(series)).as(job).isEqualTo(withoutJob(expected));
          assertThat(theirs.value("sum(demo_http_requests_total{job=\"" + job + "\"})"))
              .isEqualTo("200");
        }
      }
    }
  }

  private static Map<String, String> withoutJob(Map<String, String> series) {
    Map<String, String> plain = new TreeMap<>();
    series.forEach(
        (labels, value) -> plain.put(labels.replaceAll("(instance|job)=[^,]*,?", ""), value));
    return plain;
  }

  /* Prometheus 2.42 always asks for OpenMetrics first; this asks for the text format in its place. */
  private static Target textVersionOf(int exporter) throws IOException {
    URI page = URI.create("http://127.0.0.1:" + exporter + "/metrics");
    return Target.start()
        .handling(
            "/metrics",
            exchange -> {
              Http.Answer text = Http.get(page, "Accept", "text/plain;version=0.0.4");
              Target.answer(
                  exchange,
                  text.status(),
                  text.contentType(),
                  text.body().getBytes(StandardCharsets.UTF_8));
            });
  }
}

package lampas.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import lampas.acceptance.peer.Api;
import lampas.acceptance.peer.Http;
import lampas.acceptance.peer.Peer;
import lampas.acceptance.peer.Target;
import lampas.acceptance.peer.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Prometheus, node-exporter and, in OpenMetrics, lampas really expose, scraped by us and by a
 * real Prometheus: every series is there with the same value.
 *
 * <p>Both scrape a frozen copy of each page, for the live ones change from scrape to scrape.
 */
class RealExpositionsTest {
  @Test
  void everySeriesIsInOurStoreWithTheValueThatPrometheusHas(@TempDir Path folder)
      throws IOException {
    try (Target frozen = frozenPages(folder)) {
      String configuration = configuration(frozen.address());
      try (Peer lampas = Peer.lampasServer(folder, configuration);
          Peer prometheus = Peer.prometheus(folder, configuration)) {
        Api ours = new Api(lampas.address());
        Api theirs = new Api(prometheus.address());
        for (Api api : new Api[] {ours, theirs}) {
          Wait.until(
              "all three jobs are up",
              Duration.ofSeconds(30),
              () -> api.has("count(up == 1)", "3"));
        }

        for (String job : new String[] {"node", "prometheus", "lampas-openmetrics"}) {
          String all =
              "{job=\"%s\", __name__!~\"scrape_duration_seconds|scrape_series_added\"}"
                  .formatted(job);
          Map<String, String> expected = theirs.vector(all);
          assertThat(expected).as("series of %s", job).hasSizeGreaterThan(60);
          assertThat(ours.vector(all)).isEqualTo(expected);
        }
      }
    }
  }

  private static String configuration(String target) {
    return """
    global:
      scrape_interval: 1s
      scrape_timeout: 1s
    scrape_configs:
      - job_name: node
        metrics_path: /node
        static_configs:
          - targets: ["%1$s"]
            labels:
              zone: a
      - job_name: prometheus
        metrics_path: /prometheus
        static_configs:
          - targets: ["%1$s"]
      - job_name: lampas-openmetrics
        metrics_path: /openmetrics
        static_configs:
          - targets: ["%1$s"]
    """
        .formatted(target);
  }

  private static Target frozenPages(Path folder) throws IOException {
    String idle = "scrape_configs: []\n";
    try (Peer node = Peer.nodeExporter(folder);
        Peer prometheus = Peer.prometheus(folder, idle);
        Peer lampas = Peer.lampasServer(folder, idle)) {
      Http.Answer text = Http.get(prometheus.address().resolve("/metrics"));
      Http.Answer open =
          Http.get(
              lampas.address().resolve("/metrics"),
              "Accept",
              "application/openmetrics-text;version=1.0.0");
      assertThat(open.contentType()).startsWith("application/openmetrics-text");
      Http.Answer nodePage = Http.get(node.address().resolve("/metrics"));
      return Target.start()
          .serving("/node", nodePage.contentType(), nodePage.body())
          .serving("/prometheus", text.contentType(), text.body())
          .serving("/openmetrics", open.contentType(), open.body());
    }
  }
}

package lampas.acceptance.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import lampas.acceptance.peer.Peer;
import lampas.acceptance.peer.Programs;
import lampas.client.AdminAccess;
import lampas.client.PrometheusClient;
import lampas.client.SeriesScope;
import lampas.client.answer.Product;
import org.junit.jupiter.api.Test;

/** Debian's VictoriaMetrics 1.79.5, below its path for Prometheus's API. */
class VictoriaMetricsContractTest extends BackendContract {
  @Override
  RunningBackend start(Path folder, ContractPage page, HttpClient http) throws Exception {
    String program = Programs.require("victoria-metrics");
    int port = Peer.freePort();
    Path file = Files.writeString(folder.resolve("scrape.yml"), withDroppedTarget(page));
    Peer victoria =
        Peer.start(
            port,
            "/health",
            folder,
            List.of(
                program,
                "-storageDataPath=" + folder.resolve("data"),
                "-httpListenAddr=127.0.0.1:" + port,
                "-retentionPeriod=1",
                "-search.latencyOffset=0s",
                "-promscrape.config=" + file));
    return new RunningBackend(
        victoria,
        RunningBackend.client(http, victoria, "/prometheus"),
        Product.VICTORIA_METRICS,
        Set.of(
            Difference.NO_NAN,
            Difference.NO_FORMAT_QUERY,
            Difference.NO_PARSE_QUERY,
            Difference.NO_EXEMPLARS,
            Difference.NO_METADATA,
            Difference.NO_TARGET_METADATA,
            Difference.NO_NATIVE_HISTOGRAMS,
            Difference.EMPTY_RULE_PAGES,
            Difference.NO_ALERTMANAGERS,
            Difference.NO_RUNTIME_PAGES,
            Difference.NO_VERSION,
            Difference.MORE_POINTS,
            Difference.WHOLE_DELETION,
            Difference.NO_SNAPSHOT,
            Difference.NO_TOMBSTONES));
  }

  /** The configuration of the page, with a second target that a rule drops. */
  static String withDroppedTarget(ContractPage page) {
    return page.configuration()
        + """
              - targets: ["127.0.0.1:1"]
            relabel_configs:
              - {source_labels: [__address__], regex: "127.0.0.1:1", action: drop}
        """;
  }

  @Test
  void withoutThePathItAnswersTheSameAndHasSnapshots() {
    try (HttpClient http = HttpClient.newHttpClient()) {
      PrometheusClient root = PrometheusClient.of(http, address());
      assertThat(root.capabilities().product()).isEqualTo(Product.VICTORIA_METRICS);
      assertThat(root.labelValues("method", SeriesScope.all()))
          .containsExactlyInAnyOrder("get", "post");
      assertThat(root.admin(AdminAccess.ALLOWED).snapshot()).matches("\\d{14}-[0-9A-F]+");
    }
  }
}

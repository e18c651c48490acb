package lampas.acceptance.client;

import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import lampas.acceptance.peer.Peer;
import lampas.client.answer.Product;

/** Debian's Prometheus 2.42. */
class PrometheusContractTest extends BackendContract {
  private static final String RULES =
      """
      groups:
        - name: contract
          interval: 200ms
          rules:
            - record: job:contract:one
              expr: vector(1)
              labels: {kind: recorded}
            - alert: ContractHolds
              expr: vector(1) == 1
              for: 1h
              labels: {severity: none}
              annotations: {summary: It holds.}
      """;

  @Override
  RunningBackend start(Path folder, ContractPage page, HttpClient http) throws Exception {
    Files.writeString(folder.resolve("rules.yml"), RULES);
    String configuration =
        VictoriaMetricsContractTest.withDroppedTarget(page)
            + """
            rule_files: [rules.yml]
            alerting: {alertmanagers: [{static_configs: [{targets: ["127.0.0.1:1"]}]}]}
            """;
    Peer prometheus =
        Peer.prometheus(
            folder,
            configuration,
            "--web.enable-admin-api",
            "--enable-feature=exemplar-storage,native-histograms");
    return new RunningBackend(
        prometheus,
        RunningBackend.client(http, prometheus, ""),
        Product.PROMETHEUS,
        Set.of(Difference.CLOSED_WINDOWS, Difference.NO_PARSE_QUERY));
  }
}

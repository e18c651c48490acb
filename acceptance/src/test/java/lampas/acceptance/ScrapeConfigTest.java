package lampas.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lampas.acceptance.peer.Api;
import lampas.acceptance.peer.Command;
import lampas.acceptance.peer.Peer;
import lampas.acceptance.peer.Programs;
import lampas.acceptance.peer.Target;
import lampas.acceptance.peer.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code lampas scrape-config generate} writes, read by Prometheus and vmagent. */
class ScrapeConfigTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  void promtoolReadsFixedTargets() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("scrape.yml"),
            generated("orchestrator=127.0.0.1:8080", "workers=127.0.0.1:8081"));

    Command promtool =
        Command.run(
            LIMIT, "", List.of(Programs.require("promtool"), "check", "config", file.toString()));
    assertThat(promtool.exitCode()).as(promtool.output() + promtool.errors()).isZero();
  }

  /* Debian's Prometheus is built without the discovery of Kubernetes, its vmagent with it. */
  @ParameterizedTest
  @ValueSource(strings = {"--interval=5s", "--kubernetes"})
  void vmagentReadsBothForms(String form) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("scrape.yml"),
            generated("orchestrator=127.0.0.1:8080", "workers=127.0.0.1:8081", form));

    Command vmagent =
        Command.run(
            LIMIT,
            "",
            List.of(
                Programs.require("vmagent"),
                "-dryRun",
                "-promscrape.config=" + file,
                "-remoteWrite.url=http://127.0.0.1:1/unused"));
    assertThat(vmagent.exitCode()).as(vmagent.output() + vmagent.errors()).isZero();
  }

  @Test
  void prometheusScrapesAnAnnotatedPodOnceAndNoOther() throws Exception {
    try (Target pod = Target.start().serving("/stats/metrics", Target.TEXT, "jobs_done 7\n")) {
      String port = pod.address().substring(pod.address().lastIndexOf(':') + 1);
      String found = generated("workers=127.0.0.1:8081", "--kubernetes", "--interval=1s");
      String discovery = "    kubernetes_sd_configs:\n      - role: pod\n";
      assertThat(found).containsOnlyOnce(discovery);
      String pods =
          """
              static_configs:
                - targets: ["127.0.0.1:1", "127.0.0.1:2"]
                  labels: {%s, __meta_kubernetes_pod_annotation_prometheus_io_scrape: "true"}
                - targets: ["127.0.0.1:3"]
                  labels: {%s}
          """
              .formatted(labels(port), labels(port));

      try (Peer prometheus = Peer.prometheus(folder, found.replace(discovery, pods))) {
        Api api = new Api(prometheus.address());
        Wait.until("the pod is scraped", LIMIT, () -> api.has("sum(jobs_done)", "7"));

        assertThat(api.vector("up"))
            .isEqualTo(
                Map.of(
                    "__name__=up,instance=127.0.0.1:%s,job=workers,namespace=shop,pod=w-1"
                        .formatted(port),
                    "1"));
      }
    }
  }

  private static String labels(String port) {
    return "__meta_kubernetes_pod_ip: 127.0.0.1, __meta_kubernetes_pod_phase: Running,"
        + " __meta_kubernetes_namespace: shop, __meta_kubernetes_pod_name: w-1,"
        + " __meta_kubernetes_pod_label_app_kubernetes_io_name: workers,"
        + " __meta_kubernetes_pod_annotation_prometheus_io_path: /stats/metrics,"
        + " __meta_kubernetes_pod_annotation_prometheus_io_port: \""
        + port
        + "\"";
  }

  private static String generated(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(Peer.lampasCommand());
    command.addAll(List.of("scrape-config", "generate"));
    command.addAll(List.of(arguments));
    Command lampas = Command.run(LIMIT, "", command);
    assertThat(lampas.exitCode()).as(lampas.errors()).isZero();
    return lampas.output();
  }
}

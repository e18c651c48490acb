package lampas.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import lampas.acceptance.peer.Api;
import lampas.acceptance.peer.Peer;
import lampas.acceptance.peer.Wait;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Debian's Prometheus scrapes the exporter of the demo by protobuf and has its native histograms.
 */
class NativeHistogramsArriveTest {
  private static final String LATENCY = "demo_http_request_duration_seconds";

  @Test
  void prometheusHasEveryObservationInNativeBuckets(@TempDir Path folder) throws Exception {
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
    try (Peer lampas = Peer.lampas(server, folder, arguments)) {
      Wait.until(
          "the load is over and the loop is closed",
          Duration.ofSeconds(60),
          () -> lampas.log().contains("the loop is closed"));
      String configuration =
          """
          global: {scrape_interval: 1s, scrape_timeout: 1s}
          scrape_configs:
            - job_name: native
              static_configs: [{targets: ["127.0.0.1:%d"]}]
          """
              .formatted(exporter);
      try (Peer prometheus =
          Peer.prometheus(folder, configuration, "--enable-feature=native-histograms")) {
        Api theirs = new Api(prometheus.address());
        Wait.until("the job is up", Duration.ofSeconds(30), () -> theirs.has("sum(up)", "1"));
        Api ours = new Api(lampas.address());

        assertThat(theirs.value("sum(histogram_count(" + LATENCY + "))"))
            .isEqualTo("200")
            .isEqualTo(ours.value("sum(" + LATENCY + "_count)"));
        assertThat(Double.parseDouble(theirs.value("sum(histogram_sum(" + LATENCY + "))")))
            .isCloseTo(
                Double.parseDouble(ours.value("sum(" + LATENCY + "_sum)")),
                Percentage.withPercentage(1e-9));
        /* The share up to a classic bound, from native buckets that are 2.2 % wide. */
        assertThat(
                Double.parseDouble(
                    theirs.value("histogram_fraction(0, 0.001, sum(" + LATENCY + "))")))
            .isCloseTo(
                Double.parseDouble(
                    ours.value(
                        "sum(%s_bucket{le=\"0.001\"}) / sum(%s_count)"
                            .formatted(LATENCY, LATENCY))),
                Offset.offset(0.1));
        assertThat(theirs.value("sum(demo_http_requests_total)")).isEqualTo("200");
        assertThat(theirs.vector(LATENCY + "_bucket")).isEmpty();
      }
    }
  }
}

package lampas.acceptance.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lampas.acceptance.peer.Api;
import lampas.acceptance.peer.Peer;
import lampas.acceptance.peer.Wait;
import lampas.client.PrometheusClient;
import lampas.client.QueryTime;
import lampas.client.container.ContainerLabel;
import lampas.client.container.ContainerMetricQuerier;
import lampas.client.container.ContainerMetricTable;
import lampas.client.container.ContainerMetrics;
import lampas.client.container.ContainerSettings;
import lampas.client.container.ContainerSnapshot;
import lampas.client.container.ContainerStatistics;
import lampas.client.container.ContainerValue;
import lampas.client.container.MetricStatistics;
import lampas.client.container.Reading;
import lampas.client.container.Reading.Absent;
import lampas.client.container.Reading.Reason;
import lampas.model.result.QueryResult.MatrixSeries;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dozen containers on three agents: what the service says is what the agents know. */
class ContainersTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration WINDOW = Duration.ofSeconds(3);
  private static final List<String> METRICS = List.of("mem", "net_rx", "cpu_used");

  @Test
  void theServiceSaysWhatTheAgentsKnow(@TempDir Path folder) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient();
        ContainerAgent healthy = agent("agent-1", Double.NaN);
        ContainerAgent silent = agent("agent-2", 5e8);
        ContainerAgent restarted = agent("agent-3", 6e8)) {
      String configuration = configuration(List.of(healthy, silent, restarted));
      try (Peer prometheus = Peer.prometheus(folder, configuration);
          Peer lampas = Peer.lampasServer(folder, configuration)) {
        List<Peer> servers = List.of(prometheus, lampas);
        servers.forEach(server -> waitForSamples(server, 3));
        silent.silence();
        restarted.restart();
        servers.forEach(server -> {
          Api api = new Api(server.address());
          Wait.until("agent-2 is down", LIMIT, () -> api.has("sum(up)", "2"));
          Wait.until(
              "a window begins after the restart",
              LIMIT,
              () -> api.has("count(resets(" + received("agent-3") + "[2s]) == 0)", "4"));
        });
        for (Peer server : servers) {
          ContainerMetrics containers =
              ContainerMetrics.of(
                  PrometheusClient.of(http, server.address()),
                  ContainerMetricTable.standard(),
                  ContainerSettings.defaults()
                      .withWindow(WINDOW)
                      .withResolution(Duration.ofMillis(500)),
                  Clock.systemUTC());
          theLiveStatisticsAreTrue(containers, healthy, silent, restarted);
          theSeriesKeepTheirLabels(containers);
          theValuesOfLabelsAreThere(containers);
        }
      }
    }
  }

  private static ContainerAgent agent(String name, double lastMemoryBytes) {
    List<Container> containers = new ArrayList<>();
    IntStream.range(0, 4)
        .forEach(i ->
            containers.add(
                new Container(
                    name + "-k" + i,
                    "s" + i,
                    "u" + i % 2,
                    "p1",
                    i == 3 ? lastMemoryBytes : 1e8 * (i + 1),
                    1e9,
                    1_000 * (i + 1),
                    100 * (i + 1))));
    return ContainerAgent.start(name, 0, containers);
  }

  private static String configuration(List<ContainerAgent> agents) {
    return """
    global: {scrape_interval: 200ms, scrape_timeout: 200ms}
    scrape_configs:
      - job_name: agents
        static_configs: [{targets: [%s]}]
    """
        .formatted(
            agents.stream()
                .map(agent -> "\"" + agent.target() + "\"")
                .collect(Collectors.joining(",")));
  }

  private static String received(String agent) {
    return "backendai_container_utilization{container_metric_name=\"net_rx\",agent_id=\""
        + agent
        + "\"}";
  }

  private static void waitForSamples(Peer server, int samples) {
    Api api = new Api(server.address());
    for (String agent : List.of("agent-1", "agent-2", "agent-3")) {
      Wait.until(
          agent + " is scraped",
          LIMIT,
          () ->
              api.has(
                  "count(count_over_time(" + received(agent) + "[1m]) >= " + samples + ")", "4"));
    }
  }

  private static ContainerStatistics of(
      Container container, Map<String, ContainerStatistics> byKernel) {
    return Objects.requireNonNull(byKernel.get(container.kernel()), container.kernel());
  }

  private static void theLiveStatisticsAreTrue(
      ContainerMetrics service,
      ContainerAgent healthy,
      ContainerAgent silent,
      ContainerAgent restarted) {
    ContainerSnapshot snapshot = service.live(METRICS, WINDOW);
    Map<String, ContainerStatistics> byKernel =
        snapshot.containers().stream()
            .collect(
                Collectors.toMap(one -> one.label(ContainerLabel.KERNEL), Function.identity()));
    assertThat(byKernel).hasSize(12);
    for (Container container : healthy.containers()) {
      reports(of(container, byKernel), container, .8);
    }
    for (Container container : restarted.containers()) {
      reports(of(container, byKernel), container, .5);
    }
    for (Container container : silent.containers()) {
      for (String metric : METRICS) {
        MetricStatistics statistics = of(container, byKernel).metric(metric);
        assertThat(((Absent) statistics.current()).reason()).isEqualTo(Reason.STALE);
        assertThat(statistics.age()).isEmpty();
      }
    }
  }

  /* How much of a rate may be missing depends on whether the counter began again. */
  private static void reports(ContainerStatistics said, Container truth, double leastShare) {
    assertThat(said.label(ContainerLabel.SESSION)).isEqualTo(truth.session());
    assertThat(said.label(ContainerLabel.USER)).isEqualTo(truth.user());
    assertThat(said.labels().has("instance")).isTrue();
    MetricStatistics memory = said.metric("mem");
    if (Double.isNaN(truth.memoryBytes())) {
      for (Reading reading :
          List.of(memory.current(), memory.maximum(), memory.average(), memory.percent())) {
        assertThat(((Absent) reading).reason()).isEqualTo(Reason.NOT_FINITE);
      }
    } else {
      assertThat(memory.current()).isEqualTo(new Reading.Present(truth.memoryBytes()));
      assertThat(memory.maximum()).isEqualTo(new Reading.Present(truth.memoryBytes()));
      assertThat(number(memory.average())).isCloseTo(truth.memoryBytes(), within(1));
      assertThat(memory.percent()).isEqualTo(new Reading.Present(truth.memoryPercent()));
    }
    assertThat(memory.capacity()).isEqualTo(new Reading.Present(truth.memoryCapacity()));
    assertThat(memory.age().orElseThrow()).isLessThan(Duration.ofMinutes(1));

    double rate = truth.receivedPerSecond();
    assertThat(number(said.metric("net_rx").current())).isBetween(leastShare * rate, 1.2 * rate);
    assertThat(number(said.metric("net_rx").average())).isPositive();
    assertThat(((Absent) said.metric("net_rx").capacity()).reason()).isEqualTo(Reason.NO_SERIES);
    double growth = truth.processorMillisPerSecond() * WINDOW.toSeconds();
    assertThat(number(said.metric("cpu_used").current()))
        .isBetween(leastShare * growth, 1.2 * growth);
  }

  private static double number(Reading reading) {
    return reading.number().orElseThrow(() -> new AssertionError(reading));
  }

  private static Offset<Double> within(double difference) {
    return Offset.offset(difference);
  }

  private static void theSeriesKeepTheirLabels(ContainerMetrics service) {
    Instant now = Instant.now();
    List<MatrixSeries> series =
        service
            .series(
                ContainerMetricQuerier.of("mem")
                    .withValueType(ContainerValue.CURRENT)
                    .with(ContainerLabel.KERNEL, "agent-1-k0"),
                new QueryTime.Range(now.minusSeconds(2), now, Duration.ofMillis(500)))
            .series();
    assertThat(series).hasSize(1);
    assertThat(series.getFirst().labels().toMap().keySet())
        .isEqualTo(
            Set.of(
                "__name__",
                "container_metric_name",
                "agent_id",
                "kernel_id",
                "session_id",
                "user_id",
                "project_id",
                "value_type",
                "job",
                "instance"));
    assertThat(series.getFirst().samples().value(0)).isEqualTo(1e8);

    List<MatrixSeries> byUser =
        service
            .series(
                ContainerMetricQuerier.of("mem")
                    .withValueType(ContainerValue.CAPACITY)
                    .with(ContainerLabel.AGENT, "agent-1")
                    .groupedBy(ContainerLabel.USER),
                new QueryTime.Range(now, now, Duration.ofSeconds(1)))
            .series();
    assertThat(byUser)
        .extracting(one -> one.labels() + " " + one.samples().value(0))
        .containsExactlyInAnyOrder("{user_id=\"u0\"} 2.0E9", "{user_id=\"u1\"} 2.0E9");
  }

  private static void theValuesOfLabelsAreThere(ContainerMetrics service) {
    assertThat(service.values(ContainerLabel.METRIC_NAME))
        .containsExactly("cpu_used", "mem", "net_rx");
    assertThat(service.values(ContainerLabel.AGENT))
        .containsExactly("agent-1", "agent-2", "agent-3");
    assertThat(service.values(ContainerLabel.KERNEL, Map.of(ContainerLabel.AGENT, "agent-3")))
        .hasSize(4);
    assertThat(service.values(ContainerLabel.KERNEL, Map.of(ContainerLabel.AGENT, "agent-\"3")))
        .isEmpty();
  }
}

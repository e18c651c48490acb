package lampas.client.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lampas.client.Query;
import lampas.client.QueryTime;
import lampas.client.container.Reading.Absent;
import lampas.client.container.Reading.Present;
import lampas.client.container.Reading.Reason;
import lampas.model.label.Labels;
import lampas.model.result.QueryResult.MatrixSeries;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Containers of which it is known what they do, over the real engine. */
class ContainerMetricsTest {
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final Instant NOW = Instant.ofEpochSecond(600);

  private static final Offset<Double> NEARLY = Offset.offset(1e-9);

  /* One sample every 15 s from 0 to 600 s. */
  private final FixtureBackend backend =
      FixtureBackend.of(
          series("k1", "a1", "mem", "current", "100+10x40"),
          series("k1", "a1", "mem", "capacity", "1000x40"),
          series("k1", "a1", "mem", "pct", "10+1x40"),
          series("k1", "a1", "net_rx", "current", "0+150x40"),
          series("k1", "a1", "cpu_used", "current", "0+1500x40"),
          series("silent", "a2", "mem", "current", "7x20 stale"),
          series("silent", "a2", "net_rx", "current", "0+150x37 stale"),
          series("late", "a2", "mem", "current", "7x27"),
          series("restarted", "a3", "net_rx", "current", "0+150x30 0+150x9"),
          series("restarted", "a3", "mem", "current", "5x40"),
          series("broken", "a3", "mem", "current", "NaNx40"),
          series("broken", "a3", "mem", "pct", "Infx40"),
          series("new", "a3", "net_rx", "current", "_x40 5"));
  private final ContainerMetrics containers =
      ContainerMetrics.of(
          backend,
          ContainerMetricTable.standard(),
          ContainerSettings.defaults(),
          Clock.fixed(NOW, ZoneOffset.UTC));

  private static String series(
      String kernel, String agent, String metric, String type, String points) {
    return """
    backendai_container_utilization{container_metric_name="%s",agent_id="%s",kernel_id="%s",\
    session_id="s-%s",user_id="u1",project_id="p1",value_type="%s",job="agents",\
    instance="%s:6003"} %s\
    """
        .formatted(metric, agent, kernel, kernel, type, agent, points);
  }

  private MetricStatistics live(String kernel, String metric) {
    return containers.live(List.of("mem", "net_rx", "cpu_used"), WINDOW).containers().stream()
        .filter(one -> one.label(ContainerLabel.KERNEL).equals(kernel))
        .findFirst()
        .orElseThrow()
        .metric(metric);
  }

  private static double number(Reading reading) {
    return reading.number().orElseThrow();
  }

  private static Reason reason(Reading reading) {
    return ((Absent) reading).reason();
  }

  @Test
  void theNumbersOfAHealthyContainerAreThoseThatItReports() {
    assertThat(live("k1", "mem"))
        .isEqualTo(
            new MetricStatistics(
                new Present(500),
                new Present(500),
                new Present(405),
                new Present(1000),
                new Present(50),
                Optional.of(Duration.ZERO)));
    assertThat(number(live("k1", "net_rx").current())).isCloseTo(10, NEARLY);
    assertThat(number(live("k1", "net_rx").maximum())).isCloseTo(10, NEARLY);
    assertThat(number(live("k1", "net_rx").average())).isCloseTo(10, NEARLY);
    assertThat(number(live("k1", "cpu_used").current())).isCloseTo(30_000, NEARLY);
  }

  @Test
  void aCounterThatBeganAgainStillHasItsRate() {
    double rate = live("restarted", "net_rx").current().number().orElseThrow();
    assertThat(rate).isBetween(9.4, 10.0);
    assertThat(number(live("restarted", "net_rx").maximum())).isCloseTo(10, NEARLY);
  }

  @Test
  void whatIsMissingSaysWhy() {
    assertThat(reason(live("k1", "net_rx").capacity())).isEqualTo(Reason.NO_SERIES);
    assertThat(reason(live("silent", "mem").current())).isEqualTo(Reason.STALE);
    assertThat(reason(live("silent", "mem").maximum())).isEqualTo(Reason.STALE);
    assertThat(live("silent", "mem").age()).isEmpty();
    assertThat(reason(live("new", "net_rx").current())).isEqualTo(Reason.TOO_FEW_SAMPLES);
    assertThat(live("late", "mem").current())
        .isEqualTo(new Absent(Reason.STALE, "newest sample: 195 s old (expected: at most 120 s)"));
    assertThat(live("late", "mem").maximum()).isEqualTo(new Present(7));
  }

  @Test
  void aRateOfWhatHasEndedIsNotLive() {
    assertThat(reason(live("silent", "net_rx").current())).isEqualTo(Reason.STALE);
    assertThat(number(live("silent", "net_rx").maximum())).isCloseTo(10, NEARLY);
  }

  @Test
  void whatIsNotFiniteIsNoNumberToScaleOn() {
    assertThat(live("broken", "mem").current())
        .isEqualTo(new Absent(Reason.NOT_FINITE, "value: NaN (expected: a finite number)"));
    assertThat(reason(live("broken", "mem").average())).isEqualTo(Reason.NOT_FINITE);
    assertThat(reason(live("broken", "mem").maximum())).isEqualTo(Reason.NOT_FINITE);
    assertThat(live("broken", "mem").percent())
        .isEqualTo(new Absent(Reason.NOT_FINITE, "value: +Inf (expected: a finite number)"));
    assertThat(live("broken", "mem").current().number()).isEmpty();
  }

  @Test
  void oneLookIsFiveQueriesAtOneTime() {
    containers.live(List.of("mem", "net_rx", "cpu_used", "cpu_util"), WINDOW);

    assertThat(backend.queries()).hasSize(5);
    assertThat(backend.queries().stream().map(Query::time).distinct())
        .containsExactly(new QueryTime.At(NOW));
  }

  @Test
  void filtersNarrowALook() {
    ContainerSnapshot snapshot =
        containers.live(List.of("mem"), Map.of(ContainerLabel.AGENT, "a1"), WINDOW, NOW);

    assertThat(snapshot.containers())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.labels())
              .isEqualTo(
                  Labels.of(
                      "agent_id",
                      "a1",
                      "instance",
                      "a1:6003",
                      "job",
                      "agents",
                      "kernel_id",
                      "k1",
                      "project_id",
                      "p1",
                      "session_id",
                      "s-k1",
                      "user_id",
                      "u1"));
          assertThat(one.metrics()).containsOnlyKeys("mem");
          assertThatThrownBy(() -> one.metric("net_rx"))
              .hasMessage("container metric: \"net_rx\" was not asked for (expected: one of mem)");
        });
    assertThat(snapshot.time()).isEqualTo(NOW);
  }

  @Test
  void aQueryThatFailedIsAbsenceWithItsReasonAndNotZero() {
    backend.refusing(promql -> promql.startsWith("max_over_time"));
    assertThat(live("k1", "mem").maximum())
        .isEqualTo(new Absent(Reason.QUERY_FAILED, "backend: not reachable"));
    assertThat(live("k1", "mem").current()).isEqualTo(new Present(500));

    backend.refusing(promql -> promql.startsWith("timestamp"));
    assertThat(reason(live("k1", "mem").current())).isEqualTo(Reason.QUERY_FAILED);
  }

  @Test
  void withoutABackendThereIsNoSnapshot() {
    backend.refusing(promql -> true);

    assertThatThrownBy(() -> containers.live(List.of("mem"), WINDOW))
        .isInstanceOf(FixtureBackend.Refused.class);
  }

  @Test
  void aSeriesKeepsAllItsLabels() {
    ContainerSeries answer =
        containers.series(
            ContainerMetricQuerier.of("net_rx")
                .withValueType(ContainerValue.CURRENT)
                .with(ContainerLabel.KERNEL, "k1"),
            new QueryTime.Range(NOW.minusSeconds(60), NOW, Duration.ofSeconds(30)));

    MatrixSeries only = answer.series().getFirst();
    assertThat(answer.series()).hasSize(1);
    assertThat(only.labels().toMap().keySet())
        .isEqualTo(
            Set.of(
                "container_metric_name",
                "agent_id",
                "kernel_id",
                "session_id",
                "user_id",
                "project_id",
                "value_type",
                "job",
                "instance"));
    assertThat(Arrays.copyOf(only.samples().times(), 3)).containsExactly(540_000, 570_000, 600_000);
    assertThat(Arrays.copyOf(only.samples().values(), 3))
        .containsExactly(new double[] {10, 10, 10}, NEARLY);
    assertThat(answer.metric().unitOf(ContainerValue.CURRENT)).isEqualTo("bytes per second");
  }

  @Test
  void groupsOverTimeAreSums() {
    ContainerSeries answer =
        containers.series(
            ContainerMetricQuerier.of("mem")
                .withValueType(ContainerValue.CURRENT)
                .with(ContainerLabel.PROJECT, "p1")
                .groupedBy(ContainerLabel.AGENT),
            new QueryTime.Range(NOW, NOW, Duration.ofSeconds(30)));

    assertThat(
            answer.series().stream()
                .collect(
                    Collectors.toMap(
                        series -> series.labels().toString(),
                        series -> series.samples().toString())))
        .isEqualTo(
            Map.of(
                "{agent_id=\"a1\"}", "[500@600000]",
                "{agent_id=\"a2\"}", "[7@600000]",
                "{agent_id=\"a3\"}", "[NaN@600000]"));
  }

  @Test
  void valuesOfLabelsAreThoseOfWhatReportedLately() {
    assertThat(containers.values(ContainerLabel.METRIC_NAME))
        .containsExactly("cpu_used", "mem", "net_rx");
    assertThat(containers.values(ContainerLabel.KERNEL, Map.of(ContainerLabel.AGENT, "a3")))
        .containsExactly("broken", "new", "restarted");
    assertThat(backend.scopes().getLast().start()).contains(NOW.minus(Duration.ofHours(1)));
    assertThat(backend.scopes().getLast().end()).contains(NOW);
  }
}

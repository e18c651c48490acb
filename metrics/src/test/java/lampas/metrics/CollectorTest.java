package lampas.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.MetricKind;
import lampas.model.catalogue.Unit;
import org.junit.jupiter.api.Test;

class CollectorTest {
  private static final MetricDefinition POOL =
      MetricDefinition.gauge("pool_connections")
          .help("Connections.")
          .label("state", LabelDomain.closed("idle", "used"))
          .build();
  private static final MetricDefinition WAITS =
      MetricDefinition.of(MetricKind.SUMMARY, "pool_wait_seconds")
          .unit(Unit.SECONDS)
          .help("Time until a connection.")
          .build();

  private final Registry registry = Registry.create();

  @Test
  void valuesAreExposedByFamilyInWhicheverOrderTheyAreMeasured() throws IOException {
    collect(into -> {
      into.value(POOL, 3, "idle");
      into.summary(WAITS, 4, 0.125);
      into.histogram(Definitions.LATENCY, new long[] {1, 0, 2, 1}, 7.5);
      into.value(POOL, 5, "used");
    });

    assertThat(Text.of(registry))
        .isEqualTo(
            """
            # HELP pool_connections Connections.
            # TYPE pool_connections gauge
            pool_connections{state="idle"} 3
            pool_connections{state="used"} 5
            # HELP pool_wait_seconds Time until a connection.
            # TYPE pool_wait_seconds summary
            pool_wait_seconds_sum 0.125
            pool_wait_seconds_count 4
            # HELP request_duration_seconds Time to answer.
            # TYPE request_duration_seconds histogram
            request_duration_seconds_bucket{le="0.1"} 1
            request_duration_seconds_bucket{le="1.0"} 1
            request_duration_seconds_bucket{le="1e+06"} 3
            request_duration_seconds_bucket{le="+Inf"} 4
            request_duration_seconds_sum 7.5
            request_duration_seconds_count 4
            """);
  }

  @Test
  void aCollectorThatThrowsCostsItsOwnMetricsOnlyAndIsCounted() throws IOException {
    registry.counter(Definitions.JOBS).add(7);
    collect(into -> {
      into.value(POOL, 3, "idle");
      throw new IllegalStateException("for this test");
    });
    Text.of(registry);

    assertThat(Text.of(registry))
        .isEqualTo(
            """
            # HELP lampas_metrics_failed_collections_total Scrapes that lack a metric because its collector failed or was too slow.
            # TYPE lampas_metrics_failed_collections_total counter
            lampas_metrics_failed_collections_total{metric="pool_connections",reason="error"} 2
            lampas_metrics_failed_collections_total{metric="pool_wait_seconds",reason="error"} 2
            lampas_metrics_failed_collections_total{metric="request_duration_seconds",reason="error"} 2
            # HELP jobs_total Jobs done.
            # TYPE jobs_total counter
            jobs_total 7
            """);
  }

  @Test
  void whatACollectorMayNotMeasureIsAnErrorInTheCollector() throws IOException {
    collect(into -> {
      refuses(
          () -> into.value(Definitions.DEPTH, 1),
          "queue_depth: not a metric of this collector (expected: one of"
              + " pool_connections, pool_wait_seconds, request_duration_seconds)");
      refuses(
          () -> into.value(WAITS, 1),
          "pool_wait_seconds: its kind is summary"
              + " (expected: counter, gauge, info or unknown)");
      refuses(
          () -> into.summary(POOL, 1, 1, "idle"),
          "pool_connections: its kind is gauge (expected: summary)");
      refuses(
          () -> into.histogram(POOL, new long[1], 1, "idle"),
          "pool_connections: its kind is gauge"
              + " (expected: histogram or gaugehistogram, with classic buckets)");
      refuses(
          () -> into.histogram(Definitions.LATENCY, new long[3], 1),
          "request_duration_seconds: 3 counts (expected: 4)");
      refuses(() -> into.value(POOL, 1), "pool_connections: 0 label values (expected: 1)");
      into.value(POOL, 1, "idle");
      refuses(
          () -> into.value(POOL, 1, "idle"),
          "pool_connections: label values [idle] come twice (expected: once)");
    });

    assertThat(Text.of(registry)).endsWith("\npool_connections{state=\"idle\"} 1\n");
  }

  private static void refuses(Runnable measurement, String message) {
    assertThatThrownBy(measurement::run).isInstanceOf(MetricsException.class).hasMessage(message);
  }

  private void collect(Consumer<Measurements> measure) {
    registry.register(
        new Collector() {
          @Override
          public List<MetricDefinition> definitions() {
            return List.of(POOL, WAITS, Definitions.LATENCY);
          }

          @Override
          public void collect(Measurements into) {
            measure.accept(into);
          }
        });
  }
}

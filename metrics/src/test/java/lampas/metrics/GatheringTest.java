package lampas.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import lampas.metrics.exposition.ExpositionOptions;
import lampas.metrics.exposition.Format;
import lampas.model.catalogue.MetricDefinition;
import org.junit.jupiter.api.Test;

/** Collectors that take too long, and scrapes of some metrics only. */
class GatheringTest {
  private static final ScrapeRequest SHORT = new ScrapeRequest(Set.of(), Duration.ofMillis(400));

  private final Registry registry = Registry.create();
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void aCollectorThatHangsCostsOnlyItsOwnMetricsAndIsCounted() throws Exception {
    registry.gauge(gauge("before"), () -> 1);
    registry.gauge(gauge("hanging"), this::hang);
    registry.gauge(gauge("after"), () -> 2);

    String first = scrape(SHORT);
    String second = scrape(SHORT);

    assertThat(first)
        .contains("\nbefore 1\n", "\nafter 2\n")
        .contains(
            "lampas_metrics_failed_collections_total{metric=\"hanging\",reason=\"timeout\"} 1\n")
        .doesNotContain("\nhanging ");
    assertThat(second)
        .contains(
            "lampas_metrics_failed_collections_total{metric=\"hanging\",reason=\"timeout\"} 2\n");
    /* It is not asked again while it hangs. */
    assertThat(calls).hasValue(1);
  }

  @Test
  void aCollectorThatComesBackIsAskedAgain() throws Exception {
    registry.gauge(gauge("hanging"), this::hang);
    scrape(SHORT);
    end.countDown();
    String page = "";
    while (!page.contains("\nhanging 3\n")) {
      page = scrape(ScrapeRequest.ALL);
    }

    assertThat(calls).hasValueGreaterThan(1);
  }

  @Test
  void onlyWhatIsNamedIsAskedAndWritten() throws Exception {
    registry.gauge(gauge("hanging"), this::hang);
    registry.counter(Definitions.JOBS).add(2);
    registry.histogram(Definitions.LATENCY).observe(0.05);

    assertThat(scrape(named("jobs_total", "no_such_metric")))
        .isEqualTo("# HELP jobs_total Jobs done.\n# TYPE jobs_total counter\njobs_total 2\n");
    assertThat(scrape(named("jobs"))).contains("jobs_total 2\n");
    assertThat(scrape(named("request_duration_seconds_bucket")))
        .contains("request_duration_seconds_count 1\n")
        .doesNotContain("jobs");
    assertThat(scrape(named("no_such_metric"))).isEmpty();
    assertThat(calls).hasValue(0);
  }

  private double hang() {
    calls.incrementAndGet();
    boolean interrupted = false;
    while (end.getCount() > 0) {
      try {
        end.await();
      } catch (InterruptedException e) {
        /* One that does not listen. */
        interrupted = true;
      }
    }
    return interrupted || calls.get() > 1 ? 3 : 0;
  }

  private static ScrapeRequest named(String... names) {
    return new ScrapeRequest(Set.of(names), Duration.ofSeconds(30));
  }

  private String scrape(ScrapeRequest request) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    registry.gather(request).write(ExpositionOptions.of(Format.TEXT), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static MetricDefinition gauge(String name) {
    return MetricDefinition.gauge(name).help("A gauge.").build();
  }
}

package lampas.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import lampas.model.catalogue.DefinitionException;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import org.junit.jupiter.api.Test;

class RegistryTest {
  private final Registry registry = Registry.create();

  @Test
  void aRegistryWithoutSeriesExposesNothing() throws IOException {
    registry.counters(Definitions.REQUESTS);

    assertThat(Text.of(registry)).isEmpty();
  }

  @Test
  void theCatalogueHoldsEveryDefinition() {
    registry.counter(Definitions.JOBS);
    registry.gauge(Definitions.DEPTH, () -> 1);

    assertThat(registry.catalogue().definitions())
        .extracting(MetricDefinition::name)
        .containsExactly(
            "lampas_metrics_ignored_amounts_total",
            "lampas_metrics_overflows_total",
            "lampas_metrics_over_budget_total",
            "lampas_metrics_failed_collections_total",
            "jobs_total",
            "queue_depth");
  }

  @Test
  void aNameIsRegisteredOnce() {
    registry.counter(Definitions.JOBS);

    assertThatThrownBy(() -> registry.counter(Definitions.JOBS))
        .isInstanceOf(DefinitionException.class)
        .hasMessage("jobs_total: duplicate name (expected: one definition a name)");
  }

  @Test
  void aSampleNameIsRegisteredOnce() {
    registry.histogram(Definitions.LATENCY);
    MetricDefinition clashing =
        MetricDefinition.gauge("request_duration_seconds_count")
            .help("Clashes.")
            .unusualName("for this test")
            .build();

    assertThatThrownBy(() -> registry.gauge(clashing))
        .isInstanceOf(DefinitionException.class)
        .hasMessage(
            "request_duration_seconds_count: its sample request_duration_seconds_count is also one"
                + " of the histogram request_duration_seconds (expected: names that do not meet)");
  }

  @Test
  void anOpenMetricsFamilyIsRegisteredOnce() {
    registry.counter(Definitions.JOBS);

    assertThatThrownBy(
            () -> registry.gauge(MetricDefinition.gauge("jobs").help("Jobs that run.").build()))
        .isInstanceOf(DefinitionException.class)
        .hasMessage(
            "jobs: its OpenMetrics family jobs is also the one of jobs_total"
                + " (expected: families of their own)");
  }

  @Test
  void whatCouldNotBeRegisteredLeavesNothingBehind() throws IOException {
    MetricDefinition version =
        MetricDefinition.info("app_info")
            .help("The application.")
            .label("version", LabelDomain.closed("1", "2"))
            .build();

    assertThatThrownBy(() -> registry.info(version, "3"))
        .hasMessage("app_info: label version: \"3\" (expected: one of \"1\", \"2\")");
    registry.info(version, "2");

    assertThat(Text.of(registry))
        .isEqualTo(
            """
            # HELP app_info The application.
            # TYPE app_info gauge
            app_info{version="2"} 1
            """);
  }

  @Test
  void theDefinitionsKindMustFit() {
    assertThatThrownBy(() -> registry.gauge(Definitions.JOBS))
        .isInstanceOf(MetricsException.class)
        .hasMessage("jobs_total: its kind is counter (expected: gauge)");
    assertThatThrownBy(() -> registry.counter(Definitions.DEPTH, () -> 1))
        .isInstanceOf(MetricsException.class)
        .hasMessage("queue_depth: its kind is gauge (expected: counter)");
    assertThatThrownBy(() -> registry.counter(Definitions.REQUESTS))
        .isInstanceOf(MetricsException.class)
        .hasMessage(
            "http_requests_total: labels [method, path]"
                + " (expected: none; the plural method takes labels)");
  }

  @Test
  void aCallbackIsAskedAtEachScrape() throws IOException {
    AtomicInteger depth = new AtomicInteger();
    registry.gauge(Definitions.DEPTH, depth::incrementAndGet);

    assertThat(Text.of(registry)).endsWith("\nqueue_depth 1\n");
    assertThat(Text.of(registry)).endsWith("\nqueue_depth 2\n");
  }

  @Test
  void aClosedRegistrationMakesRoomForAnother() throws IOException {
    Registration first = registry.gauge(Definitions.DEPTH, () -> 1);
    first.close();
    assertThat(Text.of(registry)).isEmpty();

    registry.gauge(Definitions.DEPTH, () -> 2);
    first.close();

    assertThat(Text.of(registry)).endsWith("\nqueue_depth 2\n");
  }
}

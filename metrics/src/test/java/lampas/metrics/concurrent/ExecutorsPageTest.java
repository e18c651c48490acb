package lampas.metrics.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lampas.metrics.Registry;
import lampas.metrics.jvm.VirtualThreadEvent;
import lampas.metrics.jvm.VirtualThreadMetrics;
import lampas.metrics.jvm.VirtualThreadRecording;
import lampas.metrics.written.DocumentationPage;
import lampas.metrics.written.Written;
import lampas.model.catalogue.MetricDefinition;
import org.junit.jupiter.api.Test;

/** The page docs/executors.md: its sample is compiled and run, its names are those of the code. */
class ExecutorsPageTest {
  @Test
  void theSampleMeasuresBothExecutors() throws Exception {
    // Page begins
    Registry registry = Registry.create();
    ExecutorMetrics executors = ExecutorMetrics.register(registry);
    ExecutorService orders = executors.measure("orders", Executors.newFixedThreadPool(4));
    ExecutorService calls = executors.measure("calls", Executors.newVirtualThreadPerTaskExecutor());

    Future<String> placed = orders.submit(() -> "placed");
    calls.execute(() -> {});
    // Page ends
    assertThat(placed.get()).isEqualTo("placed");
    orders.close();
    calls.close();

    assertThat(Written.by(registry).series("executor_tasks_total"))
        .contains(
            "{executor=\"calls\", outcome=\"success\"} 1.0",
            "{executor=\"orders\", outcome=\"success\"} 1.0");
    assertThat(DocumentationPage.of("executors.md").shows(ExecutorsPageTest.class)).isTrue();
  }

  @Test
  void thePageHasEveryNameWithItsLabels() throws Exception {
    Registry registry = Registry.create();
    int own = registry.catalogue().definitions().size();
    ExecutorMetrics.register(registry);
    PoolCollector.register(registry);
    VirtualThreadMetrics.registerScheduler(registry);
    try (VirtualThreadRecording recording =
        VirtualThreadMetrics.record(
            registry, EnumSet.allOf(VirtualThreadEvent.class), Duration.ZERO)) {
      assertThat(recording).isNotNull();
      List<MetricDefinition> definitions = registry.catalogue().definitions();

      assertThat(definitions).hasSize(own + 5 + 5 + 4 + 4);
      assertThat(
              DocumentationPage.of("executors.md")
                  .missing(definitions.subList(own, definitions.size())))
          .isEmpty();
    }
  }
}

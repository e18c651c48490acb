package lampas.metrics.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import lampas.metrics.MetricsException;
import lampas.metrics.Registration;
import lampas.metrics.Registry;
import lampas.metrics.written.Written;
import lampas.model.catalogue.DefinitionException;
import org.junit.jupiter.api.Test;

class PoolCollectorTest {
  private final Registry registry = Registry.create();
  private final PoolCollector pools = PoolCollector.register(registry);

  /** What an application might write for workers of its own. */
  private record Workers(int active, int size, long queued) implements PoolStats {
    @Override
    public OptionalInt queueCapacity() {
      return OptionalInt.of(100);
    }

    @Override
    public Map<String, Long> processed() {
      return Map.of("success", 40L, "dead_letter", 2L);
    }
  }

  @Test
  void aPoolIsShownAsItTells() throws Exception {
    Registration registration = pools.add("orders", new Workers(3, 4, 17));

    Written written = Written.by(registry);
    assertThat(written.value("worker_pool_active_workers", "pool", "orders")).hasValue(3);
    assertThat(written.value("worker_pool_workers", "pool", "orders")).hasValue(4);
    assertThat(written.value("worker_pool_queued_tasks", "pool", "orders")).hasValue(17);
    assertThat(written.value("worker_pool_queue_capacity_tasks", "pool", "orders")).hasValue(100);
    assertThat(written.series("worker_pool_processed_tasks_total"))
        .containsExactly(
            "{outcome=\"dead_letter\", pool=\"orders\"} 2.0",
            "{outcome=\"success\", pool=\"orders\"} 40.0");

    registration.close();
    assertThat(Written.by(registry).series("worker_pool_workers")).isEmpty();
  }

  @Test
  void poolsOfTheJdkTellTheirNumbers() throws Exception {
    CountDownLatch free = new CountDownLatch(1);
    try (ThreadPoolExecutor pool =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(5));
        ForkJoinPool stealing = new ForkJoinPool(3)) {
      pools.add("threads", PoolStats.of(pool));
      pools.add("stealing", PoolStats.of(stealing));
      pool.submit(() -> {}).get();
      Written.until(() -> pool.getCompletedTaskCount() == 1);
      for (int i = 0; i < 3; i++) {
        pool.execute(() -> {
          try {
            free.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
      }
      Written.until(() -> pool.getQueue().size() == 2);

      Written written = Written.by(registry);
      free.countDown();
      assertThat(written.value("worker_pool_active_workers", "pool", "threads")).hasValue(1);
      assertThat(written.value("worker_pool_workers", "pool", "threads")).hasValue(1);
      assertThat(written.value("worker_pool_queued_tasks", "pool", "threads")).hasValue(2);
      assertThat(written.value("worker_pool_queue_capacity_tasks", "pool", "threads")).hasValue(5);
      assertThat(
              written.value(
                  "worker_pool_processed_tasks_total", "pool", "threads", "outcome", "completed"))
          .hasValue(1);
      /* What it does not know is absent, not 0. */
      assertThat(written.value("worker_pool_queued_tasks", "pool", "stealing")).hasValue(0);
      assertThat(written.value("worker_pool_queue_capacity_tasks", "pool", "stealing")).isEmpty();
      assertThat(written.series("worker_pool_processed_tasks_total")).hasSize(1);
    }
  }

  @Test
  void aNameIsTakenOnce() {
    pools.add("orders", new Workers(0, 0, 0));

    assertThatThrownBy(() -> pools.add("orders", new Workers(0, 0, 0)))
        .isInstanceOf(MetricsException.class)
        .hasMessage("worker pool: \"orders\" is there already (expected: a new name)");
  }

  @Test
  void aCollectorThatIsRegisteredTwiceIsAnErrorThatNamesTheMetric() {
    assertThatThrownBy(() -> PoolCollector.register(registry))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("worker_pool_active_workers");
    assertThat(registry.catalogue().definitions())
        .filteredOn(definition -> definition.name().equals("worker_pool_active_workers"))
        .hasSize(1);
  }

  @Test
  void aPoolThatFailsIsCountedAndAbsent() throws Exception {
    pools.add("orders", new FailingPool());

    Written written = Written.by(registry);
    assertThat(written.series("worker_pool_workers")).isEmpty();
    assertThat(
            written.value(
                "lampas_metrics_failed_collections_total",
                "metric",
                "worker_pool_active_workers",
                "reason",
                "error"))
        .hasValue(1);
  }

  @Test
  void theNamesCanStandInANamespace() throws Exception {
    PoolCollector.register(registry, "asdlc").add("orders", new Workers(3, 4, 17));

    assertThat(Written.by(registry).value("asdlc_worker_pool_workers", "pool", "orders"))
        .hasValue(4);
  }

  private static final class FailingPool implements PoolStats {
    @Override
    public int active() {
      throw new IllegalStateException("for this test");
    }

    @Override
    public int size() {
      return 1;
    }

    @Override
    public long queued() {
      return 0;
    }
  }
}

package lampas.metrics.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lampas.metrics.MetricsException;
import lampas.metrics.Registry;
import lampas.metrics.written.Written;
import lampas.model.catalogue.DefinitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Virtual threads that really run, block and are pinned. */
class VirtualThreadMetricsTest {
  private static final double PINNED_SECONDS = 0.06;
  private static final int THREADS = 200;

  private final Registry registry = Registry.create();

  /**
   * A class whose initializer blocks: there is a frame of the JVM on the stack, and a thread with
   * such a frame keeps its platform thread.
   */
  private static final class Pins {
    static final boolean RELEASED = block();

    private static boolean block() {
      try {
        return new CountDownLatch(1).await((long) (PINNED_SECONDS * 1_000), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void pinnedThreadsAreCountedAndTimedAndStartedAndEndedOnesCounted() throws Exception {
    try (VirtualThreadRecording recording =
        VirtualThreadMetrics.record(
            registry, EnumSet.allOf(VirtualThreadEvent.class), Duration.ofMillis(20))) {
      assertThat(recording).isNotNull();
      Thread pinned = Thread.startVirtualThread(() -> assertThat(Pins.RELEASED).isFalse());
      for (int i = 0; i < THREADS; i++) {
        Thread.startVirtualThread(() -> {}).join();
      }
      pinned.join();
      Written.until(() -> value("jvm_virtual_threads_ended_total") > THREADS);

      assertThat(value("jvm_virtual_threads_pinned_seconds_count")).isEqualTo(1);
      /* The clocks of the recorder and of the lock differ a little. */
      assertThat(value("jvm_virtual_threads_pinned_seconds_sum"))
          .isBetween(PINNED_SECONDS * 0.9, 30.0);
      /* Threads of tests before this one may still end. */
      assertThat(value("jvm_virtual_threads_started_total"))
          .isBetween(THREADS + 1.0, THREADS + 9.0);
      assertThat(value("jvm_virtual_threads_ended_total")).isBetween(THREADS + 1.0, THREADS + 9.0);
      assertThat(value("jvm_virtual_threads_submit_failures_total")).isZero();
    }
  }

  @Test
  void whatIsNotRecordedIsAbsent() throws Exception {
    try (VirtualThreadRecording recording = VirtualThreadMetrics.record(registry)) {
      assertThat(recording).isNotNull();
      Written written = Written.by(registry);

      assertThat(written.value("jvm_virtual_threads_pinned_seconds_count")).hasValue(0);
      assertThat(written.series("jvm_virtual_threads_started_total")).isEmpty();
      assertThatThrownBy(() -> VirtualThreadMetrics.record(registry))
          .isInstanceOf(DefinitionException.class)
          .hasMessageContaining("jvm_virtual_threads_");
    }
  }

  @Test
  void aNegativeTimeIsAnError() {
    assertThatThrownBy(() ->
            VirtualThreadMetrics.record(
                registry, EnumSet.of(VirtualThreadEvent.PINNED), Duration.ofMillis(-1)))
        .isInstanceOf(MetricsException.class)
        .hasMessage("pinned at least: PT-0.001S (expected: 0 or more)");
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_24)
  void theSchedulerIsAsTheJvmTells() throws Exception {
    VirtualThreadMetrics.registerScheduler(registry);
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch began = new CountDownLatch(1);
    Thread spinning =
        Thread.startVirtualThread(() -> {
          began.countDown();
          while (end.getCount() > 0) {
            Thread.onSpinWait();
          }
        });
    began.await();
    Written written = Written.by(registry);
    end.countDown();
    spinning.join();

    double parallelism = written.value("jvm_virtual_threads_scheduler_parallelism").orElseThrow();
    assertThat(parallelism)
        .isEqualTo(
            Integer.getInteger(
                    "jdk.virtualThreadScheduler.parallelism",
                    Runtime.getRuntime().availableProcessors())
                .doubleValue());
    assertThat(written.value("jvm_virtual_threads_mounted").orElseThrow())
        .isBetween(1.0, parallelism);
    assertThat(written.value("jvm_virtual_threads_scheduler_pool_size").orElseThrow())
        .isBetween(1.0, 256.0);
    assertThat(written.value("jvm_virtual_threads_queued").orElseThrow()).isNotNegative();
  }

  @Test
  void whereTheJvmDoesNotTellThereIsNothingAndNoFailure() throws Exception {
    VirtualThreadMetrics.registerScheduler(registry, "jdk.management:type=NoSuchThing");

    Written written = Written.by(registry);
    assertThat(written.series("jvm_virtual_threads_mounted")).isEmpty();
    assertThat(written.series("jvm_virtual_threads_scheduler_parallelism")).isEmpty();
    assertThat(written.series("lampas_metrics_failed_collections_total")).isEmpty();
  }

  private double value(String name) throws Exception {
    return Written.by(registry).value(name).orElseThrow();
  }
}

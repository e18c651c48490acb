package lampas.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import lampas.metrics.exposition.Format;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import org.junit.jupiter.api.Test;

/** What recording and a scrape leave to the garbage collector. */
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Registry registry = Registry.create();

  @Test
  void recordingLeavesNoGarbage() {
    Counter counter = registry.counter(Definitions.JOBS);
    Gauge gauge = registry.gauge(Definitions.DEPTH);
    Histogram histogram = registry.histogram(Definitions.LATENCY);

    long bytes =
        allocatedBy(() -> {
          for (int i = 0; i < 10_000; i++) {
            counter.increment();
            counter.add(0.5);
            gauge.set(i);
            gauge.increment();
            histogram.observe(i * 0.001);
          }
        });

    assertThat(bytes).isLessThan(1_000);
  }

  @Test
  void aScrapeOfOneHundredThousandCountersLeavesLessThanOneMegabyte() {
    Family<Counter> family =
        registry.counters(
            MetricDefinition.counter("requests_total")
                .help("Requests.")
                .label("a", LabelDomain.bounded(100))
                .label("b", LabelDomain.bounded(100))
                .label("c", LabelDomain.bounded(10))
                .build());
    for (int i = 0; i < 100_000; i++) {
      family.with("a" + i / 1000, "b" + i / 10 % 100, "c" + i % 10).add(i * 1.1);
    }

    long bytes = allocatedBy(this::scrape);

    assertThat(bytes).isLessThan(1_000_000);
  }

  private void scrape() {
    try {
      registry.write(Format.OPEN_METRICS, OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /* The first runs compile and grow what is kept. */
  private static long allocatedBy(Runnable task) {
    for (int i = 0; i < 3; i++) {
      task.run();
    }
    long before = THREADS.getCurrentThreadAllocatedBytes();
    task.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}

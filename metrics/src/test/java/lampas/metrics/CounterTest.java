package lampas.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CounterTest {
  private final Registry registry = Registry.create();
  private final Counter counter = registry.counter(Definitions.JOBS);

  @Test
  void aCounterBeginsAtZero() {
    assertThat(counter.value()).isEqualTo(0);
  }

  @Test
  void amountsAddUp() {
    counter.increment();
    counter.add(41);
    counter.add(0.25);
    counter.add(0.5);
    counter.add(0);
    counter.add(0.0);
    counter.add(2.0);

    assertThat(counter.value()).isEqualTo(44.75);
  }

  @Test
  void wholeAmountsStayExactBesideFractionsAndBeyondWhatOneDoubleCanCount() {
    double large = 1L << 52;
    for (int i = 0; i < 1 << 20; i++) {
      counter.add(1L << 32);
    }
    counter.increment();
    counter.add(0.5);

    assertThat(counter.value()).isEqualTo(large + 1.5);
  }

  @Test
  void largeAmountsDoNotRunOver() {
    for (int i = 0; i < 10; i++) {
      counter.add(Long.MAX_VALUE);
      counter.add(0x1p63);
    }

    assertThat(counter.value()).isEqualTo(20 * 0x1p63);
  }

  @Test
  void aCounterNeverGoesDown() throws IOException {
    counter.add(3);
    counter.add(-1);
    counter.add(-0.5);
    counter.add(-2.0);
    counter.add(Double.NaN);
    counter.add(Double.POSITIVE_INFINITY);
    counter.add(Double.NEGATIVE_INFINITY);

    assertThat(counter.value()).isEqualTo(3);
    assertThat(Text.of(registry))
        .contains("lampas_metrics_ignored_amounts_total{metric=\"jobs_total\"} 6\n");
  }

  @Test
  void noIncrementOfManyThreadsIsLost() throws InterruptedException {
    Threads.run(
        8,
        () -> {
          for (int i = 0; i < 100_000; i++) {
            counter.increment();
            counter.add(2);
            counter.add(0.25);
          }
        });

    assertThat(counter.value()).isEqualTo(8 * 100_000 * 3.25);
  }

  @Test
  void itsTextNamesTheSeries() {
    Counter labelled = registry.counters(Definitions.REQUESTS).with("GET", "/a\"b");

    assertThat(counter).hasToString("jobs_total");
    assertThat(labelled).hasToString("http_requests_total{method=\"GET\", path=\"/a\\\"b\"}");
  }
}

package lampas.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class GaugeTest {
  private final Registry registry = Registry.create();
  private final Gauge gauge = registry.gauge(Definitions.DEPTH);

  @Test
  void aGaugeGoesUpAndDown() {
    gauge.set(10);
    gauge.increment();
    gauge.decrement();
    gauge.decrement();
    gauge.add(-3.5);

    assertThat(gauge.value()).isEqualTo(5.5);
  }

  @Test
  void onlySettingTakesWhatIsNotFinite() throws IOException {
    gauge.set(Double.NEGATIVE_INFINITY);
    assertThat(Text.of(registry)).contains("\nqueue_depth -Inf\n");

    gauge.set(1);
    gauge.add(Double.NaN);
    gauge.add(Double.POSITIVE_INFINITY);

    assertThat(gauge.value()).isEqualTo(1);
    assertThat(Text.of(registry))
        .contains("lampas_metrics_ignored_amounts_total{metric=\"queue_depth\"} 2\n");
  }

  @Test
  void noStepOfManyThreadsIsLost() throws InterruptedException {
    Threads.run(
        8,
        () -> {
          for (int i = 0; i < 50_000; i++) {
            gauge.add(3);
            gauge.decrement();
          }
        });

    assertThat(gauge.value()).isEqualTo(8 * 50_000 * 2);
  }
}

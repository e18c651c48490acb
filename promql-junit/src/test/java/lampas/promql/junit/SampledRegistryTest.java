package lampas.promql.junit;

import static lampas.promql.junit.PromqlAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import lampas.metrics.Gauge;
import lampas.metrics.Registration;
import lampas.metrics.Registry;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.label.Labels;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SampledRegistryTest {
  private static final MetricDefinition DEPTH =
      MetricDefinition.gauge("queue_depth").help("Waiting.").owner("shop").build();
  private static final Registry SHARED = Registry.create();
  private static final Gauge SHARED_DEPTH = SHARED.gauge(DEPTH);

  @RegisterExtension
  static final SampledRegistry shared = SampledRegistry.of(SHARED, "30s", Labels.of("job", "shop"));

  @RepeatedTest(2)
  void startsAnewBeforeEachTest() {
    assertThat(shared.now()).isZero();
    SHARED_DEPTH.set(3);
    shared.sample();

    assertThat(shared.promql("queue_depth")).at("0s").isEqualTo("queue_depth{job=\"shop\"} 3");
  }

  @Test
  void samplesAtMultiplesOfTheIntervalOnly() {
    shared.advance("40s");
    assertThat(shared.now()).isEqualTo(Duration.ofSeconds(40));
    assertThat(shared.clock().instant()).isEqualTo(Instant.EPOCH.plusSeconds(40));
    shared.advance("1m");

    assertThat(shared.promql("timestamp(queue_depth)"))
        .over("30s", "90s", "30s")
        .isEqualTo("{job=\"shop\"} 30 60 90");
    assertThat(shared.promql("count_over_time(queue_depth[2m])"))
        .at(shared.now())
        .isEqualTo("{job=\"shop\"} 3");
  }

  @Test
  void aSeriesThatIsGoneIsStaleAtOnce() throws Exception {
    Registry registry = Registry.create();
    SampledRegistry app = SampledRegistry.of(registry, "15s");
    Registration depth = registry.gauge(DEPTH, () -> 7);
    app.sample();
    depth.close();
    app.advance("15s");

    assertThat(app.promql("queue_depth")).over("0s", "15s", "15s").isEqualTo("queue_depth 7 _");
  }

  @Test
  void oneTimeIsSampledOnce() {
    shared.sample();
    assertThatThrownBy(shared::sample)
        .hasMessage("sample at 0s: taken already (expected: advance before the next one)");
    assertThatThrownBy(() -> SampledRegistry.of(SHARED, "0"))
        .hasMessage("interval: 0 (expected: > 0)");
  }
}

package lampas.metrics.otlp;

import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import lampas.metrics.Collector;
import lampas.metrics.Measurements;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.Unit;

/** What pushes say of themselves; a collector, so that they go with what pushes. */
final class PushMetrics implements Collector {
  private static final String OWNER = "lampas-metrics-otlp";
  private static final double MILLIS_PER_SECOND = 1e3;

  static final MetricDefinition PUSHES =
      MetricDefinition.counter("lampas_metrics_otlp_pushes_total")
          .help("Pushes over OTLP that are over.")
          .label("outcome", LabelDomain.closed("success", "failure"))
          .owner(OWNER)
          .build();
  static final MetricDefinition LAST_SUCCESS =
      MetricDefinition.gauge("lampas_metrics_otlp_last_success_timestamp_seconds")
          .unit(Unit.SECONDS)
          .help("When a push over OTLP succeeded last; absent before the first one.")
          .owner(OWNER)
          .build();

  private final Clock clock;
  private final AtomicLong successes = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private volatile OptionalLong lastSuccessMillis = OptionalLong.empty();

  PushMetrics(Clock clock) {
    this.clock = clock;
  }

  void succeeded() {
    successes.incrementAndGet();
    lastSuccessMillis = OptionalLong.of(clock.millis());
  }

  void failed() {
    failures.incrementAndGet();
  }

  @Override
  public List<MetricDefinition> definitions() {
    return List.of(PUSHES, LAST_SUCCESS);
  }

  @Override
  public void collect(Measurements into) {
    into.value(PUSHES, (double) successes.get(), "success");
    into.value(PUSHES, (double) failures.get(), "failure");
    lastSuccessMillis.ifPresent(
        millis -> into.value(LAST_SUCCESS, (double) millis / MILLIS_PER_SECOND));
  }
}

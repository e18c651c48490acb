package lampas.examples.agents.telemetry;

import java.util.function.IntSupplier;
import lampas.examples.agents.telemetry.Definitions.EventType;
import lampas.metrics.Counter;
import lampas.metrics.Family;
import lampas.metrics.RecordSeries;
import lampas.metrics.Registry;
import lampas.metrics.concurrent.PoolCollector;
import lampas.metrics.concurrent.PoolStats;

/** Counts what became of events, and shows the pool of workers. */
public final class WorkerMetrics implements WorkObserver {
  private record Event(EventType eventType, EventStatus status) {}

  private final RecordSeries<Event, Counter> events;

  private WorkerMetrics(Registry registry) {
    Family<Counter> family = registry.counters(Definitions.EVENTS_PROCESSED);
    events = family.byRecord(Event.class);
    for (EventStatus status : EventStatus.values()) {
      events.of(new Event(EventType.TASK, status));
    }
  }

  /** Registers them; every status is there at 0 from now on. */
  public static WorkerMetrics register(Registry registry) {
    return new WorkerMetrics(registry);
  }

  @Override
  public void processed(EventStatus status) {
    events.of(new Event(EventType.TASK, status)).increment();
  }

  /**
   * Shows a pool of workers from now on.
   *
   * @param inHand how many tasks were taken and have not ended
   */
  public void show(Registry registry, PoolStats pool, IntSupplier inHand) {
    registry.gauge(Definitions.IN_HAND, inHand::getAsInt);
    registry.gauge(Definitions.WORKERS_BUSY, pool::active);
    PoolCollector.register(registry, Definitions.NAMESPACE).add("tasks", pool);
  }
}

package lampas.examples.metastore.telemetry;

import lampas.examples.metastore.watch.WatchObserver;
import lampas.metrics.Counter;
import lampas.metrics.EnumSeries;
import lampas.metrics.Gauge;
import lampas.metrics.Registry;

/** How many watches there are and what they were told. Thread-safe. */
final class WatchMetrics implements WatchObserver {
  /** What happened to a key. */
  enum EventType {
    PUT,
    DELETE
  }

  private final Gauge active;
  private final EnumSeries<EventType, Counter> events;

  WatchMetrics(Registry registry) {
    active = registry.gauge(Definitions.WATCH_ACTIVE);
    events = registry.counters(Definitions.WATCH_EVENTS).by(EventType.class);
  }

  @Override
  public void opened() {
    active.increment();
  }

  @Override
  public void closed() {
    active.decrement();
  }

  @Override
  public void sent(int puts, int deletes) {
    events.of(EventType.PUT).add(puts);
    events.of(EventType.DELETE).add(deletes);
  }
}

package lampas.examples.agents.workers;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import lampas.examples.agents.queue.Delivery;

/** The tasks that this process has in hand, by their places in the stream. Thread-safe. */
final class InFlight {
  private final Map<String, Delivery> byEntry = new ConcurrentHashMap<>();

  /** Whether it was not in hand before. */
  boolean add(Delivery delivery) {
    return byEntry.putIfAbsent(delivery.entry(), delivery) == null;
  }

  void remove(Delivery delivery) {
    byEntry.remove(delivery.entry());
  }

  List<String> entries() {
    return List.copyOf(byEntry.keySet());
  }

  int size() {
    return byEntry.size();
  }
}

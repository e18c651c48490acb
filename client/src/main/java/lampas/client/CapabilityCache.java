package lampas.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import lampas.client.answer.Capabilities;
import lampas.client.http.Timing;

/** Keeps what a backend can do for a while, as a backend may be replaced by another version. */
final class CapabilityCache {
  static final Duration KEPT = Duration.ofMinutes(5);

  private final CapabilityProbe probe;
  private final Timing timing;
  private final ReentrantLock lock = new ReentrantLock();
  private Optional<Capabilities> found = Optional.empty();
  private long foundNanos;

  CapabilityCache(CapabilityProbe probe, Timing timing) {
    this.probe = probe;
    this.timing = timing;
  }

  Capabilities current() {
    lock.lock();
    try {
      long now = timing.nanoTime().getAsLong();
      if (found.isEmpty() || now - foundNanos >= KEPT.toNanos()) {
        found = Optional.of(probe.find());
        foundNanos = now;
      }
      return found.get();
    } finally {
      lock.unlock();
    }
  }
}

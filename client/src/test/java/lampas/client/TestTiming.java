package lampas.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import lampas.client.http.Timing;

/** Time that passes by pauses only, and chance that always gives the same. */
final class TestTiming {
  static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");

  private final AtomicLong nanos = new AtomicLong();
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private final double random;

  TestTiming(double random) {
    this.random = random;
  }

  Timing timing() {
    return new Timing(
        nanos::get,
        () -> NOW.plusNanos(nanos.get()),
        () -> random,
        pause -> {
          pauses.add(pause);
          pass(pause);
        });
  }

  void pass(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }

  /** How long was waited between attempts. */
  List<Duration> pauses() {
    return pauses;
  }
}

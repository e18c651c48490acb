package lampas.metrics.redis;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** When something last answered. Thread-safe. */
final class LastAnswer {
  private static final double NANOS_PER_SECOND = 1e9;

  private final LongSupplier nanoTime;
  private volatile OptionalLong lastNanos = OptionalLong.empty();

  LastAnswer(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  void answered(long atNanos) {
    lastNanos = OptionalLong.of(atNanos);
  }

  /** Empty before the first answer. */
  OptionalDouble ageSeconds() {
    OptionalLong last = lastNanos;
    return last.isPresent()
        ? OptionalDouble.of(Math.max(0, nanoTime.getAsLong() - last.getAsLong()) / NANOS_PER_SECOND)
        : OptionalDouble.empty();
  }
}

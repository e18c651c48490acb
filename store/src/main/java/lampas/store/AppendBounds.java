package lampas.store;

import java.time.Duration;
import java.time.Instant;

/** Which times a sample may have to be taken at all; others are {@code OUT_OF_BOUNDS}. */
public sealed interface AppendBounds {
  /** Any time; for loading data of any age. */
  record Unbounded() implements AppendBounds {}

  /**
   * A window around what is current.
   *
   * <p>Prometheus has the same two bounds: half of its two-hour chunk range behind the newest
   * sample of the head ({@code tsdb/head_append.go}), and ten minutes ahead of the clock ({@code
   * scrape/scrape.go}), so that one target with a wrong clock cannot shut out all others.
   *
   * @param behindNewest how far before the newest sample of the whole store
   * @param aheadOfClock how far after the clock's time
   */
  record Window(Duration behindNewest, Duration aheadOfClock) implements AppendBounds {
    public Window {
      requirePositive("append window behind the newest sample", behindNewest);
      requirePositive("append window ahead of the clock", aheadOfClock);
    }

    private static void requirePositive(String what, Duration value) {
      if (value.isNegative() || value.isZero()) {
        throw new IllegalArgumentException(what + ": " + value + " (expected: > 0)");
      }
    }
  }

  /** One hour behind the newest sample, ten minutes ahead of the clock. */
  static AppendBounds standard() {
    return new Window(Duration.ofHours(1), Duration.ofMinutes(10));
  }

  /** The first time, in milliseconds since the epoch, that is taken beside this newest sample. */
  default long earliest(long newestMillis) {
    return switch (this) {
      case Unbounded() -> Long.MIN_VALUE;
      case Window(Duration behind, Duration ahead) -> {
        long earliest = newestMillis - behind.toMillis();
        yield earliest > newestMillis ? Long.MIN_VALUE : earliest;
      }
    };
  }

  /** The last time, in milliseconds since the epoch, that is taken at this moment. */
  default long latest(Instant now) {
    return switch (this) {
      case Unbounded() -> Long.MAX_VALUE;
      case Window(Duration behind, Duration ahead) -> now.plus(ahead).toEpochMilli();
    };
  }
}

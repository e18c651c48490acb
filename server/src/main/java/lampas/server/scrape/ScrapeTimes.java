package lampas.server.scrape;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * When a target is scraped: at a fixed place within each interval, another one for each target.
 *
 * <p>Source: scrape/target.go (offset) and the run method in scrape/scrape.go of Prometheus.
 *
 * @param first when the first scrape is due
 */
record ScrapeTimes(Instant first, Duration interval) {
  /* A scrape that begins a little late gets the time at which it was due: equal distances between
  samples take less room in the store. */
  private static final Duration MAXIMUM_TOLERANCE = Duration.ofMillis(2);

  static ScrapeTimes of(ScrapeTarget target, Instant now) {
    long interval = target.interval().toMillis();
    long offset = Long.remainderUnsigned(hash(target), interval);
    long wait = Math.floorMod(offset - now.toEpochMilli(), interval);
    return new ScrapeTimes(now.plusMillis(wait), target.interval());
  }

  /** The time of a scrape that begins now. */
  Instant timestamp(Instant now) {
    Duration late = sinceTick(now);
    Duration tolerance = interval.dividedBy(100);
    boolean onTime = late.compareTo(tolerance) <= 0 && late.compareTo(MAXIMUM_TOLERANCE) <= 0;
    return onTime ? now.minus(late) : now;
  }

  /** When the next scrape is due after the one that was due before; missed ones are left out. */
  Instant next(Instant due, Instant now) {
    Instant next = due.plus(interval);
    return next.isAfter(now) ? next : now.minus(sinceTick(now));
  }

  private Duration sinceTick(Instant now) {
    return Duration.ofNanos(
        Math.floorMod(Duration.between(first, now).toNanos(), interval.toNanos()));
  }

  /* FNV-1a, so that a target keeps its place over restarts. */
  private static long hash(ScrapeTarget target) {
    String identity = target.labels() + " " + target.url();
    long hash = 0xcbf29ce484222325L;
    for (byte one : identity.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (one & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }
}

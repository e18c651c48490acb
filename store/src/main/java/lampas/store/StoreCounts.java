package lampas.store;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import lampas.model.series.AppendOutcome;
import lampas.model.series.TimeRange;

/** The sums over all series, kept up to date by each commit and each retention run. */
final class StoreCounts {
  private static final long NO_OLDEST = Long.MAX_VALUE;
  private static final long NO_NEWEST = Long.MIN_VALUE;

  private final Map<AppendOutcome, LongAdder> outcomes = new EnumMap<>(AppendOutcome.class);
  private final LongAdder chunks = new LongAdder();
  private final LongAdder samples = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final AtomicLong oldest = new AtomicLong(NO_OLDEST);
  private final AtomicLong newest = new AtomicLong(NO_NEWEST);

  /* The oldest sample committed since a retention run began, which may have missed it. */
  private final AtomicLong oldestSinceRun = new AtomicLong(NO_OLDEST);
  private volatile StoreStatistics.Dropped dropped = StoreStatistics.Dropped.NOTHING;

  StoreCounts() {
    for (AppendOutcome outcome : AppendOutcome.values()) {
      outcomes.put(outcome, new LongAdder());
    }
  }

  /** The time of the newest sample ever stored, {@link Long#MIN_VALUE} before the first. */
  long newest() {
    return newest.get();
  }

  long bytes() {
    return bytes.sum();
  }

  /** From the oldest sample held to the newest ever stored; of no length if there is none. */
  TimeRange times() {
    return new TimeRange(Math.min(oldest.get(), newest.get()), newest.get());
  }

  void add(CommitTally tally) {
    outcomes.forEach((outcome, count) -> count.add(tally.outcome(outcome)));
    samples.add(tally.outcome(AppendOutcome.ACCEPTED));
    chunks.add(tally.chunks);
    bytes.add(tally.bytes);
    oldestSinceRun.accumulateAndGet(tally.oldest, Math::min);
    oldest.accumulateAndGet(tally.oldest, Math::min);
    newest.accumulateAndGet(tally.newest, Math::max);
  }

  void beginRetentionRun() {
    oldestSinceRun.set(NO_OLDEST);
  }

  void drop(StoreStatistics.Dropped lot) {
    chunks.add(-lot.chunks());
    samples.add(-lot.samples());
    bytes.add(-lot.bytes());
    dropped = dropped.plus(lot);
  }

  /** Ends a run that found this oldest sample; no batch may be committed meanwhile. */
  void endRetentionRun(long oldestFound) {
    oldest.set(Math.min(oldestFound, oldestSinceRun.get()));
  }

  StoreStatistics statistics(long series, long seriesCreated) {
    Map<AppendOutcome, Long> counts = new EnumMap<>(AppendOutcome.class);
    outcomes.forEach((outcome, count) -> counts.put(outcome, count.sum()));
    long from = oldest.get();
    long to = newest.get();
    Optional<TimeRange> times =
        from <= to ? Optional.of(new TimeRange(from, to)) : Optional.empty();
    return new StoreStatistics(
        series, chunks.sum(), samples.sum(), bytes.sum(), times, counts, seriesCreated, dropped);
  }
}

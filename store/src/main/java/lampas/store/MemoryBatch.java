package lampas.store;

import java.util.Arrays;
import lampas.model.series.AppendOutcome;
import lampas.model.series.SampleBatch;
import lampas.model.series.SeriesHandle;

/** The samples of one batch of a {@link Store}, in columns until they are committed. */
final class MemoryBatch implements SampleBatch {
  private static final int FIRST_CAPACITY = 64;

  private final Store store;
  private final CommitTally tally = new CommitTally();
  private MemorySeries[] series = new MemorySeries[FIRST_CAPACITY];
  private long[] times = new long[FIRST_CAPACITY];
  private long[] values = new long[FIRST_CAPACITY];
  private int size;
  private boolean begun;
  private long earliest;
  private long latest;

  MemoryBatch(Store store) {
    this.store = store;
  }

  @Override
  public AppendOutcome append(SeriesHandle handle, long timeMillis, double value) {
    if (!(handle instanceof MemorySeries target)) {
      throw new IllegalArgumentException(
          "series handle: " + handle.getClass().getName() + " (expected: one of this store)");
    }
    begin();
    long bits = Double.doubleToRawLongBits(value);
    AppendOutcome outcome =
        timeMillis < earliest || timeMillis > latest
            ? AppendOutcome.OUT_OF_BOUNDS
            : check(target, timeMillis, bits);
    if (outcome == AppendOutcome.ACCEPTED) {
      add(target, timeMillis, bits);
    } else {
      tally.notAccepted(outcome);
    }
    return outcome;
  }

  @Override
  public int commit() {
    store.commit(this);
    int stored =
        (int) (tally.outcome(AppendOutcome.ACCEPTED) + tally.outcome(AppendOutcome.REPEATED));
    end();
    return stored;
  }

  @Override
  public void close() {
    store.discard(this);
    end();
  }

  /** Writes the samples to their series; called by the store, which lets nobody look meanwhile. */
  void writeSamples() {
    for (int i = 0; i < size; i++) {
      AppendOutcome outcome = series[i].append(times[i], values[i], tally);
      if (outcome == AppendOutcome.GONE) {
        outcome = store.successor(series[i]).append(times[i], values[i], tally);
      }
      if (outcome == AppendOutcome.ACCEPTED) {
        tally.accepted(times[i]);
      } else {
        tally.notAccepted(outcome);
      }
    }
  }

  CommitTally tally() {
    return tally;
  }

  /* The bounds stay as they are from the first append to the commit, as in Prometheus. */
  private void begin() {
    if (!begun) {
      begun = true;
      earliest = store.earliest();
      latest = store.latest();
    }
  }

  private void end() {
    begun = false;
    size = 0;
    tally.clear();
  }

  /* A sample of the same series earlier in this batch is as good as stored. */
  private AppendOutcome check(MemorySeries target, long time, long bits) {
    int pending = target.pendingIndex();
    if (pending < size && series[pending] == target) {
      return MemorySeries.follow(times[pending], values[pending], time, bits);
    }
    return target.check(time, bits);
  }

  private void add(MemorySeries target, long time, long bits) {
    if (size == times.length) {
      int capacity = size * 2;
      series = Arrays.copyOf(series, capacity);
      times = Arrays.copyOf(times, capacity);
      values = Arrays.copyOf(values, capacity);
    }
    target.pendingIndex(size);
    series[size] = target;
    times[size] = time;
    values[size++] = bits;
  }
}

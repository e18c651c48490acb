package lampas.store;

import java.util.Arrays;
import java.util.Optional;
import lampas.model.label.Labels;
import lampas.model.series.AppendOutcome;
import lampas.model.series.SeriesHandle;
import lampas.model.series.TimeRange;
import lampas.store.chunk.Chunk;
import lampas.store.chunk.XorEncoder;
import lampas.store.index.IndexedSeries;

/**
 * One series: sealed chunks in time order, and the open one behind them.
 *
 * <p>Thread-safe: all but the labels is guarded by this object's lock.
 */
final class MemorySeries implements SeriesHandle, IndexedSeries {
  /* Prometheus's target; twice as many save 4 % of the bytes, but an instant query decodes from the
  start of a chunk. */
  static final int SAMPLES_PER_CHUNK = 120;

  /* A chunk goes as a whole, so a slow series must not hold its samples much longer than told. */
  static final long MAX_CHUNK_MILLIS = 2 * 60 * 60 * 1000L;

  private static final Chunk[] NO_CHUNKS = {};

  private final Labels labels;
  private final XorEncoder open = new XorEncoder();

  /* Grows at its end only, behind what any snapshot reads; dropping from the start copies it. */
  private Chunk[] sealed = NO_CHUNKS;
  private int sealedCount;
  private int pendingIndex;
  private boolean foundUnused;
  private volatile boolean gone;

  MemorySeries(Labels labels) {
    this.labels = labels;
  }

  @Override
  public Labels labels() {
    return labels;
  }

  @Override
  public boolean isGone() {
    return gone;
  }

  /**
   * Where a batch noted that it holds its newest sample of this series: a hint that needs no lock.
   *
   * <p>Batches overwrite each other's notes, and notes outlive them, so a batch looks whether this
   * series really is there.
   */
  int pendingIndex() {
    return pendingIndex;
  }

  void pendingIndex(int index) {
    pendingIndex = index;
  }

  /** What would become of a sample. */
  synchronized AppendOutcome check(long time, long valueBits) {
    if (gone) {
      return AppendOutcome.GONE;
    }
    return isEmpty()
        ? AppendOutcome.ACCEPTED
        : follow(open.time(), open.valueBits(), time, valueBits);
  }

  /** What becomes of a sample behind another one. */
  static AppendOutcome follow(long lastTime, long lastBits, long time, long valueBits) {
    if (time > lastTime) {
      return AppendOutcome.ACCEPTED;
    }
    if (time < lastTime) {
      return AppendOutcome.OUT_OF_ORDER;
    }
    return valueBits == lastBits ? AppendOutcome.REPEATED : AppendOutcome.DUPLICATE_TIMESTAMP;
  }

  /** Appends a sample if it may be, and adds what changed to the tally. */
  synchronized AppendOutcome append(long time, long valueBits, CommitTally tally) {
    AppendOutcome outcome = check(time, valueBits);
    if (outcome != AppendOutcome.ACCEPTED) {
      return outcome;
    }
    int bytesBefore = open.heapBytes();
    int samples = open.samples();
    if (samples >= SAMPLES_PER_CHUNK || (samples > 0 && time - open.start() >= MAX_CHUNK_MILLIS)) {
      seal(tally);
    }
    open.append(time, valueBits);
    if (open.samples() == 1) {
      tally.chunks++;
    }
    tally.bytes += open.heapBytes() - bytesBefore;
    return outcome;
  }

  private void seal(CommitTally tally) {
    Chunk chunk = open.seal();
    tally.bytes += chunk.heapBytes();
    if (sealedCount == sealed.length) {
      sealed = Arrays.copyOf(sealed, sealedCount + 2 + sealedCount / 4);
    }
    sealed[sealedCount++] = chunk;
  }

  /** Whether there may be samples in the range: chunks are looked at as wholes. */
  synchronized boolean overlaps(TimeRange range) {
    return !gone && (firstChunk(range) < endChunk(range) || openOverlaps(range));
  }

  /** What is stored in the range now; empty if no chunk reaches into it or the series is gone. */
  synchronized Optional<SelectedSeries> select(TimeRange range) {
    int first = firstChunk(range);
    int end = endChunk(range);
    boolean withOpen = openOverlaps(range);
    if (gone || (first >= end && !withOpen)) {
      return Optional.empty();
    }
    XorEncoder.OpenView view = withOpen ? open.view() : XorEncoder.OpenView.EMPTY;
    return Optional.of(new SelectedSeries(labels, range, sealed, first, end, view));
  }

  private boolean openOverlaps(TimeRange range) {
    return open.samples() > 0
        && open.start() <= range.endMillis()
        && open.time() >= range.startMillis();
  }

  /** The first chunk that does not end before the range. */
  private int firstChunk(TimeRange range) {
    int low = 0;
    int high = sealedCount;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sealed[middle].end() < range.startMillis()) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Behind the last chunk that does not start after the range. */
  private int endChunk(TimeRange range) {
    int low = 0;
    int high = sealedCount;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sealed[middle].start() <= range.endMillis()) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Adds the chunks' bytes to a histogram of the times at which the chunks end. */
  synchronized void weigh(ChunkAges ages) {
    for (int i = 0; i < sealedCount; i++) {
      ages.add(sealed[i].end(), sealed[i].heapBytes());
    }
    if (open.samples() > 0) {
      ages.add(open.time(), open.heapBytes());
    }
  }

  /** Drops the chunks that end before a time; if that leaves none, the series is gone. */
  synchronized StoreStatistics.Dropped dropBefore(long time) {
    if (gone) {
      return StoreStatistics.Dropped.NOTHING;
    }
    int drop = 0;
    long samples = 0;
    long bytes = 0;
    while (drop < sealedCount && sealed[drop].end() < time) {
      samples += sealed[drop].samples();
      bytes += sealed[drop].heapBytes();
      drop++;
    }
    if (drop > 0) {
      sealed = drop == sealedCount ? NO_CHUNKS : Arrays.copyOfRange(sealed, drop, sealedCount);
      sealedCount -= drop;
    }
    int chunks = drop;
    if (sealedCount == 0 && open.samples() > 0 && open.time() < time) {
      gone = true;
      chunks++;
      samples += open.samples();
      bytes += open.heapBytes();
    }
    return new StoreStatistics.Dropped(gone ? 1 : 0, chunks, samples, bytes);
  }

  /**
   * Gives up a series that has no sample, and had none when this was last asked.
   *
   * <p>Not at once, because who resolved it a moment ago may be about to append.
   *
   * @return whether the series is gone because of this call
   */
  synchronized boolean giveUpIfUnused() {
    boolean unused = !gone && isEmpty();
    if (unused && foundUnused) {
      gone = true;
      return true;
    }
    foundUnused = unused;
    return false;
  }

  /** Never had a sample, for dropping them all makes a series gone. */
  private boolean isEmpty() {
    return sealedCount == 0 && open.samples() == 0;
  }

  /** The time of the oldest sample, {@link Long#MAX_VALUE} if there is none. */
  synchronized long oldest() {
    if (gone || isEmpty()) {
      return Long.MAX_VALUE;
    }
    return sealedCount > 0 ? sealed[0].start() : open.start();
  }
}

package lampas.store;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import lampas.model.label.Labels;
import lampas.model.label.Matcher;
import lampas.model.series.SampleBatch;
import lampas.model.series.SampleSink;
import lampas.model.series.SeriesHandle;
import lampas.model.series.SeriesReader;
import lampas.model.series.SeriesSelection;
import lampas.model.series.TimeRange;
import lampas.store.error.StoreException;
import lampas.store.index.IndexView;
import lampas.store.index.SeriesIndex;
import lampas.store.match.LabelMatcher;

/**
 * An in-memory time-series store: what is appended is compressed at once and can be selected as
 * soon as it is committed.
 *
 * <p>A batch is visible as a whole or not at all: a selection sees every sample of the batches that
 * were committed before it, and none of any other. What becomes of a sample is decided as in
 * Prometheus's head block, values being compared bit by bit; the answer of {@code append} can be
 * overtaken only by another batch that commits samples of the same series meanwhile, and then the
 * count of {@code commit} and the {@linkplain #statistics statistics} are right.
 *
 * <p>Thread-safe; a batch belongs to one thread. There is no thread inside: the owner calls {@link
 * #enforceRetention} from time to time.
 */
public final class Store implements SampleSink, SeriesReader {
  private final StoreOptions options;
  private final Clock clock;
  private final SeriesIndex<MemorySeries> index;
  private final StoreCounts counts = new StoreCounts();
  private final Retention retention;

  /*
   * Committing batches share it, so that they do not wait for each other; a selection takes it alone
   * while it notes where each series ends, about 50 ns a series, and decodes without it. Locks are
   * taken in this order: visibility, index, series.
   */
  private final ReadWriteLock visibility = new ReentrantReadWriteLock();

  private Store(StoreOptions options, Clock clock) {
    this.options = options;
    this.clock = clock;
    this.index = new SeriesIndex<>(options.seriesLimit(), MemorySeries::new);
    this.retention = new Retention(index, counts, visibility.writeLock());
  }

  /** An empty store. */
  public static Store open(StoreOptions options, Clock clock) {
    return new Store(options, clock);
  }

  /**
   * The handle of a series, which is created if it is new.
   *
   * @throws StoreException USER if there are no labels, LIMIT if there may be no more series
   */
  @Override
  public SeriesHandle resolve(Labels labels) {
    if (labels.isEmpty()) {
      throw StoreException.user("labels: {} (expected: at least one label)");
    }
    return index.resolve(labels);
  }

  @Override
  public SampleBatch batch() {
    return new MemoryBatch(this);
  }

  /**
   * Drops chunks that are older than {@link StoreOptions#retention} by the clock, then the oldest
   * of all until the rest fits {@link StoreOptions#retentionBytes}, then the series without any; a
   * series that never had a sample goes in the second run that finds it.
   *
   * <p>A chunk goes as a whole once its last sample is too old. One run at a time; appending and
   * selecting go on meanwhile.
   *
   * @return what was dropped
   */
  public StoreStatistics.Dropped enforceRetention() {
    long cutoff =
        options
            .retention()
            .map((Duration kept) -> clock.instant().minus(kept).toEpochMilli())
            .orElse(Long.MIN_VALUE);
    return retention.enforce(cutoff, options.retentionBytes().orElse(Long.MAX_VALUE));
  }

  /** What the store holds and has done; cheap enough for every scrape. */
  public StoreStatistics statistics() {
    return counts.statistics(index.size(), index.created());
  }

  @Override
  public SeriesSelection select(List<Matcher> matchers, TimeRange range) {
    List<LabelMatcher> compiled = LabelMatcher.of(matchers);
    IndexView<MemorySeries> view = view();
    return capture(view, view.select(compiled), compiled, range);
  }

  IndexView<MemorySeries> view() {
    return index.view();
  }

  /** What the series hold that were found in a view, and those that came since. */
  SeriesSelection capture(
      IndexView<MemorySeries> seen,
      List<MemorySeries> found,
      List<LabelMatcher> matchers,
      TimeRange range) {
    List<SelectedSeries> selected = new ArrayList<>(found.size());
    Lock alone = visibility.writeLock();
    alone.lock();
    try {
      for (MemorySeries series : withNewer(found, seen, matchers)) {
        series.select(range).ifPresent(selected::add);
      }
    } finally {
      alone.unlock();
    }
    return new MemorySelection(selected);
  }

  @Override
  public List<Labels> labelSets(List<Matcher> matchers, TimeRange range) {
    return overlapping(matchers, range).map(MemorySeries::labels).toList();
  }

  @Override
  public List<String> labelNames(List<Matcher> matchers, TimeRange range) {
    if (matchers.isEmpty()) {
      return index.view().names(series -> series.overlaps(range));
    }
    Set<String> names = new TreeSet<>();
    overlapping(matchers, range)
        .forEach(series -> series.labels().forEach((name, value) -> names.add(name)));
    return List.copyOf(names);
  }

  @Override
  public List<String> labelValues(String name, List<Matcher> matchers, TimeRange range) {
    if (matchers.isEmpty()) {
      return index.view().values(name, series -> series.overlaps(range));
    }
    Set<String> values = new TreeSet<>();
    overlapping(matchers, range)
        .forEach(series -> series.labels().value(name).ifPresent(values::add));
    return List.copyOf(values);
  }

  /* A batch may have created series, and committed samples of them, since the first look. */
  private Collection<MemorySeries> withNewer(
      Collection<MemorySeries> found, IndexView<MemorySeries> seen, List<LabelMatcher> matchers) {
    List<MemorySeries> newer = index.view().selectNewerThan(seen, matchers);
    if (newer.isEmpty()) {
      return found;
    }
    Set<MemorySeries> all = new LinkedHashSet<>(found);
    all.addAll(newer);
    return all;
  }

  private Stream<MemorySeries> overlapping(List<Matcher> matchers, TimeRange range) {
    return index.view().select(LabelMatcher.of(matchers)).stream()
        .filter(series -> series.overlaps(range));
  }

  void commit(MemoryBatch batch) {
    Lock shared = visibility.readLock();
    shared.lock();
    try {
      batch.writeSamples();
      counts.add(batch.tally());
    } finally {
      shared.unlock();
    }
  }

  void discard(MemoryBatch batch) {
    counts.add(batch.tally());
  }

  /** The series that took the place of one that is gone. */
  MemorySeries successor(MemorySeries goneSeries) {
    return index.resolve(goneSeries.labels());
  }

  long earliest() {
    return options.appendBounds().earliest(counts.newest());
  }

  long latest() {
    return options.appendBounds().latest(clock.instant());
  }
}

package lampas.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import lampas.model.label.Labels;
import lampas.model.label.Matcher;
import lampas.model.series.AppendOutcome;
import lampas.model.series.SampleBatch;
import lampas.model.series.SampleColumns;
import lampas.model.series.Series;
import lampas.model.series.SeriesHandle;
import lampas.model.series.SeriesSelection;
import lampas.model.series.TimeRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Writers, readers and retention at once: nothing is lost, torn, or seen in part. */
@Timeout(120)
class StoreConcurrencyTest {
  private static final int WRITERS = 3;
  private static final int SERIES_PER_WRITER = 20;
  private static final int BATCHES = 5_000;
  private static final long STEP = 1_000;

  private final StoreFixture.SetClock clock = new StoreFixture.SetClock(0);
  private final AtomicBoolean writing = new AtomicBoolean(true);
  private final AtomicIntegerArray progress = new AtomicIntegerArray(WRITERS);
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();

  /*
   * Each writer appends the same value to all of its series in one batch, and to one more series
   * that is new in every 50th batch. So in any selection all series of a writer end alike.
   */
  @Test
  void selectionsSeeWholeBatchesWhileRetentionRuns() throws Exception {
    Store store =
        Store.open(
            StoreOptions.builder()
                .retention(Duration.ofMillis(500 * STEP))
                .appendBounds(new AppendBounds.Unbounded())
                .build(),
            clock);
    List<Callable<Void>> readers = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      Matcher ofWriter = Matcher.equal("writer", Integer.toString(writer));
      readers.add(() -> whileWriting(() -> read.addAndGet(checkSelection(store, ofWriter))));
    }
    readers.add(() -> whileWriting(() -> dropped.addAndGet(store.enforceRetention().samples())));
    run(store, readers);
    assertThat(read.get()).as("samples read").isPositive();
    assertThat(dropped.get()).as("samples dropped").isPositive();
    checkTotals(store);
  }

  private void run(Store store, List<Callable<Void>> others) throws Exception {
    try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread::new)) {
      List<Future<Void>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        int number = writer;
        writers.add(threads.submit(() -> write(store, number)));
      }
      List<Future<Void>> running = new ArrayList<>();
      others.forEach(other -> running.add(threads.submit(other)));
      try {
        for (Future<Void> writer : writers) {
          writer.get();
        }
      } finally {
        writing.set(false);
      }
      for (Future<Void> other : running) {
        other.get();
      }
    }
  }

  private Void whileWriting(Runnable action) {
    try {
      while (writing.get()) {
        action.run();
      }
      return null;
    } finally {
      writing.set(false);
    }
  }

  private boolean othersHadTheirTurn() {
    return read.get() > 0 && dropped.get() > 0;
  }

  private Void write(Store store, int writer) {
    try (SampleBatch batch = store.batch()) {
      List<SeriesHandle> handles = new ArrayList<>();
      for (int i = 0; i < SERIES_PER_WRITER; i++) {
        handles.add(store.resolve(labels(writer, "fixed" + i)));
      }
      for (int n = 0; n < BATCHES || (writing.get() && !othersHadTheirTurn()); n++) {
        for (int i = 0; i < SERIES_PER_WRITER; i++) {
          handles.set(i, append(store, batch, handles.get(i), labels(writer, "fixed" + i), n));
        }
        Labels changing = labels(writer, "changing" + n / 50);
        append(store, batch, store.resolve(changing), changing, n);
        assertThat(batch.commit()).isEqualTo(SERIES_PER_WRITER + 1);
        written.addAndGet(SERIES_PER_WRITER + 1);
        advanceClock(writer, n);
      }
    }
    return null;
  }

  /* Retention runs without a pause, so a new series may be gone again before its first sample. */
  private static SeriesHandle append(
      Store store, SampleBatch batch, SeriesHandle handle, Labels labels, int n) {
    SeriesHandle current = handle;
    AppendOutcome outcome = batch.append(current, n * STEP, n);
    while (outcome == AppendOutcome.GONE) {
      current = store.resolve(labels);
      outcome = batch.append(current, n * STEP, n);
    }
    assertThat(outcome).isEqualTo(AppendOutcome.ACCEPTED);
    return current;
  }

  /* To the slowest writer's time, so that what it wrote last is never too old. */
  private void advanceClock(int writer, int n) {
    progress.set(writer, n);
    clock.set(IntStream.range(0, WRITERS).map(progress::get).min().orElseThrow() * STEP);
  }

  private static Labels labels(int writer, String name) {
    return Labels.of("__name__", name, "writer", Integer.toString(writer));
  }

  private static long checkSelection(Store store, Matcher ofWriter) {
    long total = 0;
    Set<Labels> seen = new HashSet<>();
    Set<Long> fixedEnds = new HashSet<>();
    long newest = -1;
    long newestOfFixed = -1;
    try (SeriesSelection selection = store.select(List.of(ofWriter), TimeRange.all())) {
      for (Series series : selection.series()) {
        assertThat(seen.add(series.labels())).as("%s once", series.labels()).isTrue();
        SampleColumns samples = new SampleColumns();
        series.read(samples);
        checkSamples(samples);
        long last = samples.time(samples.size() - 1);
        newest = Math.max(newest, last);
        if (series.labels().metricName().startsWith("fixed")) {
          fixedEnds.add(last);
          newestOfFixed = last;
        }
        total += samples.size();
      }
    }
    assertThat(fixedEnds).as("ends of series that are written together").hasSizeLessThan(2);
    assertThat(newestOfFixed).as("the changing series ends alike").isEqualTo(newest);
    return total;
  }

  private static void checkSamples(SampleColumns samples) {
    assertThat(samples.isEmpty()).isFalse();
    for (int i = 0; i < samples.size(); i++) {
      assertThat(samples.time(i)).isEqualTo(samples.time(0) + i * STEP);
      assertThat(((long) samples.value(i)) * STEP).isEqualTo(samples.time(i));
    }
  }

  private void checkTotals(Store store) {
    StoreStatistics statistics = store.statistics();
    assertThat(statistics.outcome(AppendOutcome.ACCEPTED)).isEqualTo(written.get());
    assertThat(statistics.samples()).isEqualTo(written.get() - statistics.dropped().samples());
    long held =
        StoreFixture.read(store, TimeRange.all()).values().stream()
            .mapToLong(SampleColumns::size)
            .sum();
    assertThat(held).isEqualTo(statistics.samples());
    assertThat(statistics.times().orElseThrow().endMillis())
        .isGreaterThanOrEqualTo((BATCHES - 1) * STEP);
  }

  @Test
  void manyThreadsResolveTheSameSeriesToTheSameHandle() throws Exception {
    Store store = StoreFixture.anyAge();
    List<Callable<List<SeriesHandle>>> tasks = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      tasks.add(() -> {
        List<SeriesHandle> handles = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
          handles.add(store.resolve(Labels.of("__name__", "s", "i", Integer.toString(i))));
        }
        return handles;
      });
    }
    try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread::new)) {
      List<Future<List<SeriesHandle>>> results = threads.invokeAll(tasks);
      for (Future<List<SeriesHandle>> result : results) {
        assertThat(result.get()).isEqualTo(results.getFirst().get());
      }
    }
    assertThat(store.statistics().series()).isEqualTo(5_000);
  }

  @Test
  void twoWritersOfOneSeriesLoseNothingThatWasStored() throws Exception {
    Store store = StoreFixture.anyAge();
    Labels labels = Labels.of("__name__", "shared");
    Callable<Integer> writer =
        () -> {
          int stored = 0;
          try (SampleBatch batch = store.batch()) {
            SeriesHandle handle = store.resolve(labels);
            for (int n = 0; n < 20_000; n++) {
              batch.append(handle, n, n);
              stored += n % 10 == 9 ? batch.commit() : 0;
            }
          }
          return stored;
        };
    try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread::new)) {
      int stored = 0;
      for (Future<Integer> result : threads.invokeAll(List.of(writer, writer))) {
        stored += result.get();
      }
      StoreStatistics statistics = store.statistics();
      long accepted = statistics.outcome(AppendOutcome.ACCEPTED);
      assertThat(accepted + statistics.outcome(AppendOutcome.REPEATED)).isEqualTo(stored);
      assertThat(statistics.outcome(AppendOutcome.DUPLICATE_TIMESTAMP)).isZero();
      SampleColumns samples = StoreFixture.read(store, TimeRange.all()).values().iterator().next();
      assertThat(samples.size()).isEqualTo((int) accepted);
      for (int i = 0; i < samples.size(); i++) {
        assertThat((long) samples.value(i)).isEqualTo(samples.time(i));
      }
    }
  }
}

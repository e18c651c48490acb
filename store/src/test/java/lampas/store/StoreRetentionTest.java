package lampas.store;

import static lampas.store.StoreFixture.append;
import static lampas.store.StoreFixture.fill;
import static lampas.store.StoreFixture.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import lampas.model.label.Labels;
import lampas.model.series.AppendOutcome;
import lampas.model.series.SampleBatch;
import lampas.model.series.SampleColumns;
import lampas.model.series.SeriesHandle;
import lampas.model.series.SeriesSelection;
import lampas.model.series.TimeRange;
import org.junit.jupiter.api.Test;

class StoreRetentionTest {
  private static final Labels OLD = Labels.of("__name__", "old");
  private static final Labels LIVE = Labels.of("__name__", "live");
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final StoreFixture.SetClock clock = new StoreFixture.SetClock(0);

  private Store store(StoreOptions.Builder options) {
    return Store.open(options.appendBounds(new AppendBounds.Unbounded()).build(), clock);
  }

  @Test
  void wholeChunksGoOnceTheirLastSampleIsTooOld() {
    Store store = store(StoreOptions.builder().retention(Duration.ofHours(1)));
    fill(store, LIVE, 0, 1000, 400);
    clock.set(HOUR + 120_000 - 1_000);
    assertThat(store.enforceRetention().chunks()).as("last sample is at 119 s").isZero();
    clock.set(HOUR + 120_000);
    StoreStatistics.Dropped dropped = store.enforceRetention();
    assertThat(dropped.chunks()).isEqualTo(1);
    assertThat(dropped.samples()).isEqualTo(120);
    assertThat(dropped.series()).isZero();
    SampleColumns left = read(store, TimeRange.all()).values().iterator().next();
    assertThat(left.time(0)).isEqualTo(120_000);
    assertThat(left.size()).isEqualTo(280);
    assertThat(store.statistics().times()).contains(new TimeRange(120_000, 399_000));
    assertThat(store.statistics().dropped()).isEqualTo(dropped);
  }

  @Test
  void aSeriesWithNothingLeftIsRemovedAndItsHandleGone() {
    Store store = store(StoreOptions.builder().retention(Duration.ofHours(1)));
    fill(store, OLD, 0, 1000, 200);
    SeriesHandle old = store.resolve(OLD);
    append(store, LIVE, 2 * HOUR, 1);
    clock.set(2 * HOUR);
    assertThat(store.enforceRetention().series()).isEqualTo(1);
    assertThat(store.statistics().series()).isEqualTo(1);
    assertThat(store.labelValues("__name__", List.of(), TimeRange.all())).containsExactly("live");
    try (SampleBatch batch = store.batch()) {
      assertThat(batch.append(old, 2 * HOUR, 1)).isEqualTo(AppendOutcome.GONE);
      assertThat(batch.append(store.resolve(OLD), 2 * HOUR, 1)).isEqualTo(AppendOutcome.ACCEPTED);
      batch.commit();
    }
    assertThat(read(store, TimeRange.all())).hasToString("{live=[1@7200000], old=[1@7200000]}");
  }

  @Test
  void aSampleWhoseSeriesGoesBeforeTheCommitIsStoredAllTheSame() {
    Store store = store(StoreOptions.builder().retention(Duration.ofHours(1)));
    append(store, OLD, 0, 1);
    clock.set(2 * HOUR);
    try (SampleBatch batch = store.batch()) {
      assertThat(batch.append(store.resolve(OLD), 2 * HOUR, 2)).isEqualTo(AppendOutcome.ACCEPTED);
      assertThat(batch.append(store.resolve(LIVE), 2 * HOUR, 3)).isEqualTo(AppendOutcome.ACCEPTED);
      assertThat(store.enforceRetention().series()).as("the old one").isEqualTo(1);
      assertThat(store.enforceRetention().series()).as("the unused one").isEqualTo(1);
      assertThat(batch.commit()).isEqualTo(2);
    }
    assertThat(read(store, TimeRange.all())).hasToString("{live=[3@7200000], old=[2@7200000]}");
  }

  @Test
  void whatWasSelectedStaysReadable() {
    Store store = store(StoreOptions.builder().retention(Duration.ofHours(1)));
    fill(store, OLD, 0, 1000, 500);
    Map<Labels, SampleColumns> before = read(store, TimeRange.all());
    try (SeriesSelection selection = store.select(List.of(), TimeRange.all())) {
      clock.set(100 * HOUR);
      assertThat(store.enforceRetention().samples()).isEqualTo(500);
      append(store, OLD, 100 * HOUR, 1);
      assertThat(read(selection)).isEqualTo(before);
    }
    assertThat(read(store, TimeRange.all())).hasToString("{old=[1@360000000]}");
  }

  @Test
  void theOldestBytesGoUntilTheRestFits() {
    Store store = store(StoreOptions.builder().retentionBytes(20_000));
    for (int i = 0; i < 20; i++) {
      fill(store, Labels.of("__name__", "s", "i", Integer.toString(i)), i * 10_000L, 1000, 1000);
    }
    long bytes = store.statistics().chunkBytes();
    assertThat(bytes).isGreaterThan(20_000);
    StoreStatistics.Dropped dropped = store.enforceRetention();
    assertThat(store.statistics().chunkBytes()).isEqualTo(bytes - dropped.bytes());
    assertThat(store.statistics().chunkBytes()).isBetween(18_000L, 20_000L);
    Map<Labels, SampleColumns> left = read(store, TimeRange.all());
    long oldestEnd =
        left.values().stream()
            .mapToLong(samples -> samples.time(samples.size() - 1))
            .min()
            .orElseThrow();
    assertThat(oldestEnd).as("the newest samples of all are kept").isEqualTo(999_000);
    long samples = left.values().stream().mapToLong(SampleColumns::size).sum();
    assertThat(samples).isEqualTo(20_000 - dropped.samples());
    assertThat(store.statistics().samples()).isEqualTo(samples);
    assertThat(store.enforceRetention().chunks()).as("nothing more to do").isZero();
  }

  @Test
  void aSlowSeriesIsSealedAfterTwoHours() {
    Store store = store(StoreOptions.builder().retention(Duration.ofHours(4)));
    fill(store, LIVE, 0, HOUR, 10);
    assertThat(store.statistics().chunks()).isEqualTo(5);
    clock.set(9 * HOUR);
    assertThat(store.enforceRetention().samples()).as("all before 5 h, by twos").isEqualTo(4);
  }

  @Test
  void aSeriesThatNeverGotASampleIsRemovedByTheSecondRun() {
    Store store = store(StoreOptions.builder().retentionBytes(1));
    store.resolve(OLD);
    assertThat(store.enforceRetention().series()).isZero();
    assertThat(store.statistics().series()).isEqualTo(1);
    assertThat(store.enforceRetention().series()).isEqualTo(1);
    assertThat(store.statistics().series()).isZero();
    assertThat(store.statistics().dropped().series()).isEqualTo(1);
    assertThat(store.statistics().times()).isEmpty();
    assertThat(append(store, OLD, 1, 1)).isEqualTo(AppendOutcome.ACCEPTED);
  }
}

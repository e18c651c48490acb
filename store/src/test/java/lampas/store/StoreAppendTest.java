package lampas.store;

import static lampas.store.StoreFixture.append;
import static lampas.store.StoreFixture.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import lampas.model.error.ErrorKind;
import lampas.model.label.Labels;
import lampas.model.series.AppendOutcome;
import lampas.model.series.SampleBatch;
import lampas.model.series.SampleValue;
import lampas.model.series.SeriesHandle;
import lampas.model.series.TimeRange;
import lampas.store.error.StoreException;
import org.junit.jupiter.api.Test;

class StoreAppendTest {
  private static final Labels UP = Labels.of("__name__", "up", "job", "a");
  private static final Labels DOWN = Labels.of("__name__", "down", "job", "a");

  private final StoreFixture.SetClock clock = new StoreFixture.SetClock(10_000_000);
  private final Store store = Store.open(StoreOptions.defaults(), clock);

  @Test
  void laterSamplesAreTaken() {
    assertThat(append(store, UP, 1000, 1)).isEqualTo(AppendOutcome.ACCEPTED);
    assertThat(append(store, UP, 1001, 1)).isEqualTo(AppendOutcome.ACCEPTED);
    assertThat(read(store, TimeRange.all())).hasToString("{up{job=\"a\"}=[1@1000, 1@1001]}");
  }

  @Test
  void theSameSampleAgainIsRepeatedAndAnotherValueIsRefused() {
    append(store, UP, 1000, 1);
    assertThat(append(store, UP, 1000, 1)).isEqualTo(AppendOutcome.REPEATED);
    assertThat(append(store, UP, 1000, 2)).isEqualTo(AppendOutcome.DUPLICATE_TIMESTAMP);
    assertThat(append(store, UP, 999, 1)).isEqualTo(AppendOutcome.OUT_OF_ORDER);
    assertThat(read(store, TimeRange.all())).hasToString("{up{job=\"a\"}=[1@1000]}");
  }

  @Test
  void valuesAreComparedBitByBit() {
    append(store, UP, 1, Double.NaN);
    assertThat(append(store, UP, 1, Double.NaN)).isEqualTo(AppendOutcome.REPEATED);
    assertThat(append(store, UP, 1, SampleValue.STALE))
        .isEqualTo(AppendOutcome.DUPLICATE_TIMESTAMP);
    append(store, UP, 2, 0.0);
    assertThat(append(store, UP, 2, -0.0)).isEqualTo(AppendOutcome.DUPLICATE_TIMESTAMP);
  }

  @Test
  void theRulesHoldAcrossASealedChunk() {
    StoreFixture.fill(store, UP, 0, 10, MemorySeries.SAMPLES_PER_CHUNK);
    long last = 10L * (MemorySeries.SAMPLES_PER_CHUNK - 1);
    assertThat(append(store, UP, last, MemorySeries.SAMPLES_PER_CHUNK - 1))
        .isEqualTo(AppendOutcome.REPEATED);
    assertThat(append(store, UP, last, 0)).isEqualTo(AppendOutcome.DUPLICATE_TIMESTAMP);
    assertThat(append(store, UP, last - 1, 0)).isEqualTo(AppendOutcome.OUT_OF_ORDER);
    assertThat(append(store, UP, last + 1, 0)).isEqualTo(AppendOutcome.ACCEPTED);
    assertThat(store.statistics().chunks()).isEqualTo(2);
  }

  @Test
  void samplesFarBehindTheNewestOrAheadOfTheClockAreOutOfBounds() {
    append(store, UP, 8_000_000, 1);
    long hour = Duration.ofHours(1).toMillis();
    assertThat(append(store, DOWN, 8_000_000 - hour - 1, 1)).isEqualTo(AppendOutcome.OUT_OF_BOUNDS);
    assertThat(append(store, DOWN, 8_000_000 - hour, 1)).isEqualTo(AppendOutcome.ACCEPTED);
    assertThat(append(store, DOWN, 10_600_001, 1)).isEqualTo(AppendOutcome.OUT_OF_BOUNDS);
    assertThat(append(store, DOWN, 10_600_000, 1)).isEqualTo(AppendOutcome.ACCEPTED);
  }

  @Test
  void withoutBoundsAnyTimeIsTaken() {
    Store anyAge = StoreFixture.anyAge();
    assertThat(append(anyAge, UP, Long.MAX_VALUE, 1)).isEqualTo(AppendOutcome.ACCEPTED);
    assertThat(append(anyAge, DOWN, Long.MIN_VALUE, 2)).isEqualTo(AppendOutcome.ACCEPTED);
    assertThat(read(anyAge, TimeRange.all()))
        .hasToString(
            "{down{job=\"a\"}=[2@-9223372036854775808], up{job=\"a\"}=[1@9223372036854775807]}");
  }

  @Test
  void samplesOfOneSeriesInOneBatchFollowTheSameRules() {
    SeriesHandle up = store.resolve(UP);
    try (SampleBatch batch = store.batch()) {
      assertThat(batch.append(up, 1000, 1)).isEqualTo(AppendOutcome.ACCEPTED);
      assertThat(batch.append(up, 1000, 1)).isEqualTo(AppendOutcome.REPEATED);
      assertThat(batch.append(up, 1000, 2)).isEqualTo(AppendOutcome.DUPLICATE_TIMESTAMP);
      assertThat(batch.append(up, 1, 2)).isEqualTo(AppendOutcome.OUT_OF_ORDER);
      assertThat(batch.append(store.resolve(DOWN), 1, 2)).isEqualTo(AppendOutcome.ACCEPTED);
      assertThat(batch.append(up, 1001, 2)).isEqualTo(AppendOutcome.ACCEPTED);
      assertThat(batch.commit()).as("stored: the repeated one is").isEqualTo(4);
    }
    assertThat(read(store, TimeRange.all()))
        .hasToString("{down{job=\"a\"}=[2@1], up{job=\"a\"}=[1@1000, 2@1001]}");
  }

  @Test
  void nothingIsVisibleBeforeTheCommit() {
    try (SampleBatch batch = store.batch()) {
      batch.append(store.resolve(UP), 1000, 1);
      assertThat(read(store, TimeRange.all())).isEmpty();
      assertThat(batch.commit()).isEqualTo(1);
      assertThat(batch.commit()).as("empty now").isZero();
      assertThat(read(store, TimeRange.all())).hasToString("{up{job=\"a\"}=[1@1000]}");
    }
  }

  @Test
  void aBatchThatIsClosedLeavesNothing() {
    SampleBatch batch = store.batch();
    batch.append(store.resolve(UP), 1000, 1);
    batch.close();
    assertThat(batch.commit()).isZero();
    assertThat(read(store, TimeRange.all())).isEmpty();
    assertThat(store.statistics().samples()).isZero();
    assertThat(append(store, UP, 500, 1)).isEqualTo(AppendOutcome.ACCEPTED);
  }

  @Test
  void whenAnotherBatchWasFasterTheCommitSaysHowManyWereStored() {
    SeriesHandle up = store.resolve(UP);
    try (SampleBatch slow = store.batch();
        SampleBatch fast = store.batch()) {
      assertThat(slow.append(up, 1000, 1)).isEqualTo(AppendOutcome.ACCEPTED);
      assertThat(slow.append(up, 3000, 3)).isEqualTo(AppendOutcome.ACCEPTED);
      assertThat(fast.append(up, 2000, 2)).isEqualTo(AppendOutcome.ACCEPTED);
      assertThat(fast.commit()).isEqualTo(1);
      assertThat(slow.commit()).isEqualTo(1);
    }
    assertThat(read(store, TimeRange.all())).hasToString("{up{job=\"a\"}=[2@2000, 3@3000]}");
    assertThat(store.statistics().outcome(AppendOutcome.OUT_OF_ORDER)).isEqualTo(1);
  }

  @Test
  void outcomesAreCounted() {
    append(store, UP, 1000, 1);
    append(store, UP, 1000, 1);
    append(store, UP, 1000, 2);
    append(store, UP, 999, 2);
    append(store, UP, 99_999_999, 2);
    StoreStatistics statistics = store.statistics();
    for (AppendOutcome outcome : AppendOutcome.values()) {
      assertThat(statistics.outcomes())
          .containsEntry(outcome, outcome == AppendOutcome.GONE ? 0L : 1L);
    }
    assertThat(statistics.samples()).isEqualTo(1);
    assertThat(statistics.series()).isEqualTo(1);
    assertThat(statistics.chunks()).isEqualTo(1);
    assertThat(statistics.times()).contains(new TimeRange(1000, 1000));
  }

  @Test
  void aSeriesNeedsLabelsAndRoom() {
    assertThatThrownBy(() -> store.resolve(Labels.empty()))
        .hasMessage("labels: {} (expected: at least one label)");
    Store small = Store.open(StoreOptions.builder().seriesLimit(1).build(), clock);
    small.resolve(UP);
    assertThatThrownBy(() -> small.resolve(DOWN))
        .isInstanceOf(StoreException.class)
        .hasMessage("series limit: 1 reached, cannot create down{job=\"a\"}")
        .satisfies(e -> assertThat(((StoreException) e).kind()).isEqualTo(ErrorKind.LIMIT));
  }

  @Test
  void aHandleOfAnotherKindOfSinkIsRefused() {
    SeriesHandle other = new SeriesHandle() {};
    try (SampleBatch batch = store.batch()) {
      assertThatThrownBy(() -> batch.append(other, 1, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("(expected: one of this store)");
    }
  }
}

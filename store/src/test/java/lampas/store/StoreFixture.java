package lampas.store;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lampas.model.label.Labels;
import lampas.model.label.Matcher;
import lampas.model.series.AppendOutcome;
import lampas.model.series.SampleBatch;
import lampas.model.series.SampleColumns;
import lampas.model.series.Series;
import lampas.model.series.SeriesReader;
import lampas.model.series.SeriesSelection;
import lampas.model.series.TimeRange;

/** Short ways to fill and read a store. */
final class StoreFixture {
  private StoreFixture() {}

  /** A clock that stands until it is set. */
  static final class SetClock extends Clock {
    private volatile long millis;

    SetClock(long millis) {
      this.millis = millis;
    }

    void set(long newMillis) {
      millis = newMillis;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  static Store anyAge() {
    return Store.open(StoreOptions.anyAge(), new SetClock(0));
  }

  /** Appends one sample in a batch of its own. */
  static AppendOutcome append(Store store, Labels labels, long time, double value) {
    try (SampleBatch batch = store.batch()) {
      AppendOutcome outcome = batch.append(store.resolve(labels), time, value);
      batch.commit();
      return outcome;
    }
  }

  static void fill(Store store, Labels labels, long start, long step, int count) {
    try (SampleBatch batch = store.batch()) {
      for (int i = 0; i < count; i++) {
        batch.append(store.resolve(labels), start + i * step, i);
      }
      batch.commit();
    }
  }

  /** The samples of every selected series. */
  static Map<Labels, SampleColumns> read(SeriesReader store, TimeRange range, Matcher... matchers) {
    try (SeriesSelection selection = store.select(List.of(matchers), range)) {
      return read(selection);
    }
  }

  static Map<Labels, SampleColumns> read(SeriesSelection selection) {
    Map<Labels, SampleColumns> all = new TreeMap<>();
    for (Series series : selection.series()) {
      SampleColumns samples = new SampleColumns();
      series.read(samples);
      if (all.put(series.labels(), samples) != null) {
        throw new AssertionError(series.labels() + " was selected twice");
      }
    }
    return all;
  }
}

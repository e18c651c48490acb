package lampas.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import lampas.model.label.Labels;
import lampas.model.label.MatchType;
import lampas.model.label.Matcher;
import lampas.model.series.AppendOutcome;
import lampas.model.series.SampleBatch;
import lampas.model.series.SampleColumns;
import lampas.model.series.SampleValue;
import lampas.model.series.TimeRange;
import org.junit.jupiter.api.RepeatedTest;

/** Random operations on a store and on a map of maps give the same answers. */
class StoreModelTest {
  private static final double[] VALUES = {0, -0.0, 1, 2.5, Double.NaN, SampleValue.STALE, 1e300};
  private static final String[] EXPRESSIONS = {"1|3", "1.*", ".+", ".*", "[12]", "", "x", "1?"};
  private static final List<MatchType> TYPES = List.of(MatchType.values());
  private static final long WINDOW = 60 * 60 * 1000;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final StoreFixture.SetClock clock = new StoreFixture.SetClock(0);
  private final Store store = Store.open(StoreOptions.defaults(), clock);

  private final Map<Labels, NavigableMap<Long, Double>> model = new TreeMap<>();
  private long newest = Long.MIN_VALUE;
  private long now;

  @RepeatedTest(20)
  void theStoreAnswersAsTheModelDoes() {
    int found = 0;
    for (int round = 0; round < 300; round++) {
      now += random.nextInt(5) * 30_000L;
      clock.set(now);
      appendBatch();
      found += compareSelection();
      compareLabels();
    }
    assertThat(found).as("samples found, seed %d", seed).isGreaterThan(1_000);
    long samples = model.values().stream().mapToLong(Map::size).sum();
    assertThat(store.statistics().samples()).as("seed %d", seed).isEqualTo(samples);
  }

  private void appendBatch() {
    long earliest = newest == Long.MIN_VALUE ? Long.MIN_VALUE : newest - WINDOW;
    Map<Labels, NavigableMap<Long, Double>> pending = new TreeMap<>();
    int stored = 0;
    try (SampleBatch batch = store.batch()) {
      for (int n = random.nextInt(60); n > 0; n--) {
        Labels labels = randomLabels();
        long time = now + random.nextInt(30_000) * (random.nextInt(20) == 0 ? -200L : 1L);
        if (random.nextInt(10) == 0) {
          time = newestOf(labels, pending);
        }
        double value = VALUES[random.nextInt(VALUES.length)];
        AppendOutcome outcome = batch.append(store.resolve(labels), time, value);
        assertThat(outcome)
            .as("seed %d: %s at %d", seed, labels, time)
            .isEqualTo(expected(labels, time, value, earliest, pending));
        if (outcome == AppendOutcome.ACCEPTED) {
          pending.computeIfAbsent(labels, any -> new TreeMap<>()).put(time, value);
        }
        stored += outcome.isStored() ? 1 : 0;
      }
      if (random.nextInt(4) > 0) {
        assertThat(batch.commit()).as("seed %d", seed).isEqualTo(stored);
        pending.forEach(this::commit);
      }
    }
  }

  private void commit(Labels labels, NavigableMap<Long, Double> samples) {
    model.computeIfAbsent(labels, any -> new TreeMap<>()).putAll(samples);
    newest = Math.max(newest, samples.lastKey());
  }

  private long newestOf(Labels labels, Map<Labels, NavigableMap<Long, Double>> pending) {
    NavigableMap<Long, Double> samples =
        pending.getOrDefault(labels, model.getOrDefault(labels, new TreeMap<>()));
    return samples.isEmpty() ? now : samples.lastKey();
  }

  private AppendOutcome expected(
      Labels labels,
      long time,
      double value,
      long earliest,
      Map<Labels, NavigableMap<Long, Double>> pending) {
    if (time < earliest || time > now + 600_000) {
      return AppendOutcome.OUT_OF_BOUNDS;
    }
    NavigableMap<Long, Double> samples =
        pending.getOrDefault(labels, model.getOrDefault(labels, new TreeMap<>()));
    if (samples.isEmpty() || time > samples.lastKey()) {
      return AppendOutcome.ACCEPTED;
    }
    if (time < samples.lastKey()) {
      return AppendOutcome.OUT_OF_ORDER;
    }
    boolean same =
        Double.doubleToRawLongBits(samples.lastEntry().getValue())
            == Double.doubleToRawLongBits(value);
    return same ? AppendOutcome.REPEATED : AppendOutcome.DUPLICATE_TIMESTAMP;
  }

  private int compareSelection() {
    List<Matcher> matchers = randomMatchers();
    TimeRange range = randomRange();
    int[] found = {0};
    Map<Labels, String> expected = new TreeMap<>();
    selectFromModel(matchers, range)
        .forEach((labels, samples) -> {
          expected.put(labels, samples.toString());
          found[0] += samples.size();
        });
    Map<Labels, String> actual = new TreeMap<>();
    StoreFixture.read(store, range, matchers.toArray(new Matcher[0]))
        .forEach((labels, samples) -> {
          if (!samples.isEmpty()) {
            actual.put(labels, samples.toString());
          }
        });
    assertThat(actual).as("seed %d: %s %s", seed, matchers, range).isEqualTo(expected);
    return found[0];
  }

  private Map<Labels, SampleColumns> selectFromModel(List<Matcher> matchers, TimeRange range) {
    Map<Labels, SampleColumns> selected = new TreeMap<>();
    model.forEach((labels, samples) -> {
      SampleColumns columns = new SampleColumns();
      samples.subMap(range.startMillis(), true, range.endMillis(), true).forEach(columns::add);
      if (matchers.stream().allMatch(matcher -> holds(matcher, labels)) && !columns.isEmpty()) {
        selected.put(labels, columns);
      }
    });
    return selected;
  }

  private static boolean holds(Matcher matcher, Labels labels) {
    String value = labels.valueOrEmpty(matcher.name());
    boolean same =
        matcher.type().isRegex() ? value.matches(matcher.value()) : value.equals(matcher.value());
    return same != matcher.type().isNegated();
  }

  private void compareLabels() {
    Map<String, TreeSet<String>> expected = new TreeMap<>();
    model
        .keySet()
        .forEach(labels ->
            labels.forEach((name, value) ->
                expected.computeIfAbsent(name, any -> new TreeSet<>()).add(value)));
    assertThat(store.labelNames(List.of(), TimeRange.all()))
        .isEqualTo(List.copyOf(expected.keySet()));
    expected.forEach((name, values) ->
        assertThat(store.labelValues(name, List.of(), TimeRange.all()))
            .isEqualTo(List.copyOf(values)));
    assertThat(store.labelSets(List.of(), TimeRange.all()))
        .containsExactlyInAnyOrderElementsOf(model.keySet());
  }

  private TimeRange randomRange() {
    if (random.nextInt(5) == 0) {
      return TimeRange.all();
    }
    long start = now - random.nextInt(10_000_000);
    return new TimeRange(start, start + random.nextInt(3_000_000));
  }

  private List<Matcher> randomMatchers() {
    List<Matcher> matchers = new ArrayList<>();
    for (int n = random.nextInt(3); n > 0; n--) {
      MatchType type = TYPES.get(random.nextInt(TYPES.size()));
      String name = random.nextInt(8) == 0 ? "absent" : random.nextBoolean() ? "a" : "b";
      String value =
          type.isRegex()
              ? EXPRESSIONS[random.nextInt(EXPRESSIONS.length)]
              : random.nextInt(6) == 0 ? "" : Integer.toString(random.nextInt(12));
      matchers.add(new Matcher(type, name, value));
    }
    return matchers;
  }

  private Labels randomLabels() {
    Labels labels = Labels.of("a", Integer.toString(random.nextInt(4)));
    return random.nextBoolean() ? labels : labels.with("b", Integer.toString(random.nextInt(12)));
  }
}

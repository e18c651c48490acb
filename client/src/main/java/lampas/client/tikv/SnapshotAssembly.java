package lampas.client.tikv;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import lampas.model.label.Labels;

/** Puts the answers of a snapshot's queries together, store by store. */
final class SnapshotAssembly {
  private static final double MILLIS = 1000;

  private final Map<SnapshotQuery, Values> values = new EnumMap<>(SnapshotQuery.class);
  private final Instant time;
  private final Duration staleAfter;

  SnapshotAssembly(Map<SnapshotQuery, Outcome> outcomes, Instant time, Duration staleAfter) {
    outcomes.forEach((query, outcome) -> values.put(query, Values.of(outcome)));
    this.time = time;
    this.staleAfter = staleAfter;
  }

  /** A store whose page cannot be looked for. */
  static StoreMetrics withoutAddress(Store store, String why) {
    Map<StoreField, Reading> readings = new EnumMap<>(StoreField.class);
    for (StoreField field : StoreField.values()) {
      readings.put(field, Reading.absent(new Absence.NoAddress(why)));
    }
    addCounts(store, readings);
    return new StoreMetrics(store, readings);
  }

  StoreMetrics metrics(Store store, String address) {
    Labels instance = Labels.of(SnapshotQuery.INSTANCE, address);
    Map<StoreField, Reading> readings = new EnumMap<>(StoreField.class);
    Reading up = up(address);
    Reading age = age(instance);
    readings.put(StoreField.UP, up);
    readings.put(StoreField.SAMPLE_AGE, age);
    Optional<Absence> untrusted = untrusted(up, age);
    add(readings, StoreField.QPS, SnapshotQuery.QPS, instance, 1, untrusted);
    add(readings, StoreField.LATENCY_P99, SnapshotQuery.LATENCY, instance, MILLIS, untrusted);
    add(readings, StoreField.DISK_USED, SnapshotQuery.DISK, size(instance, "used"), 1, untrusted);
    add(
        readings,
        StoreField.DISK_CAPACITY,
        SnapshotQuery.DISK,
        size(instance, "capacity"),
        1,
        untrusted);
    add(
        readings,
        StoreField.DISK_AVAILABLE,
        SnapshotQuery.DISK,
        size(instance, "available"),
        1,
        untrusted);
    add(readings, StoreField.CPU, SnapshotQuery.CPU, instance, 1, untrusted);
    add(readings, StoreField.RAFT_LOG_LAG, SnapshotQuery.LOG_LAG, instance, 1, untrusted);
    add(readings, StoreField.RAFT_COMMIT_P99, SnapshotQuery.COMMIT, instance, MILLIS, untrusted);
    addCounts(store, readings);
    return new StoreMetrics(store, readings);
  }

  private static Labels size(Labels instance, String type) {
    return instance.with(SnapshotQuery.SIZE_TYPE, type);
  }

  private void add(
      Map<StoreField, Reading> readings,
      StoreField field,
      SnapshotQuery query,
      Labels series,
      double factor,
      Optional<Absence> untrusted) {
    Values answer = valuesOf(query);
    readings.put(
        field,
        answer
            .failure()
            .or(() -> untrusted)
            .map(Reading::absent)
            .orElseGet(() -> answer.reading(series, factor)));
  }

  private Values valuesOf(SnapshotQuery query) {
    Values answer = values.get(query);
    if (answer == null) {
      throw new IllegalStateException(query + ": was not asked");
    }
    return answer;
  }

  private static void addCounts(Store store, Map<StoreField, Reading> readings) {
    readings.put(StoreField.LEADERS, count(store.leaders()));
    readings.put(StoreField.REGIONS, count(store.regions()));
  }

  private static Reading count(OptionalLong count) {
    return count.isPresent()
        ? Reading.of((double) count.getAsLong())
        : Reading.absent(new Absence.NotReported());
  }

  /* Each target has one series of it, with its job and whatever else tells targets apart. */
  private Reading up(String address) {
    Values answer = valuesOf(SnapshotQuery.UP);
    if (answer.failure().isPresent()) {
      return Reading.absent(answer.failure().get());
    }
    List<Double> targets =
        answer.bySeries().entrySet().stream()
            .filter(entry -> entry.getKey().valueOrEmpty(SnapshotQuery.INSTANCE).equals(address))
            .map(Map.Entry::getValue)
            .toList();
    return switch (targets.size()) {
      case 0 -> Reading.absent(new Absence.NoSuchSeries());
      case 1 -> Reading.of(targets.getFirst());
      default -> Reading.absent(new Absence.ScrapedTwice(targets.size()));
    };
  }

  private Reading age(Labels instance) {
    double now = time.getEpochSecond() + time.getNano() / 1e9;
    return switch (valuesOf(SnapshotQuery.SAMPLE_TIME).reading(instance, 1)) {
      case Reading.Value(double sampled) -> Reading.of(Math.max(0, now - sampled));
      case Reading.Absent absent -> absent;
    };
  }

  /* Why nothing that the backend still has of the page can be taken for the present. */
  private Optional<Absence> untrusted(Reading up, Reading age) {
    Optional<Duration> known =
        age.value().stream()
            .mapToObj(seconds -> Duration.ofMillis(Math.round(seconds * 1000)))
            .findFirst();
    if (up instanceof Reading.Absent(Absence.ScrapedTwice twice)) {
      return Optional.of(twice);
    }
    if (up instanceof Reading.Value(double value) && value == 0) {
      return Optional.of(new Absence.ScrapeFailed(known));
    }
    return known.filter(old -> old.compareTo(staleAfter) > 0).map(Absence.Stale::new);
  }
}

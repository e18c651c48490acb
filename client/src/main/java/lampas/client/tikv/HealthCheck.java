package lampas.client.tikv;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Judges one snapshot, without memory: every rule for every store. */
final class HealthCheck {
  /* Of few leaders, one more or less is a large share. */
  private static final double FEW_LEADERS = 10;

  private static final List<StoreField> NEEDED =
      List.of(
          StoreField.UP,
          StoreField.SAMPLE_AGE,
          StoreField.QPS,
          StoreField.LATENCY_P99,
          StoreField.DISK_CAPACITY,
          StoreField.DISK_AVAILABLE,
          StoreField.RAFT_LOG_LAG,
          StoreField.RAFT_COMMIT_P99);

  private final HealthSettings settings;
  private final OptionalDouble meanLeaders;

  HealthCheck(ClusterSnapshot snapshot, HealthSettings settings) {
    this.settings = settings;
    this.meanLeaders =
        snapshot.stores().stream()
            .map(StoreMetrics::store)
            .flatMapToDouble(store -> weightedLeaders(store).stream())
            .average();
  }

  Verdict verdict(HealthRule rule, StoreMetrics metrics) {
    return switch (rule) {
      case STORE_DOWN -> down(metrics);
      case NOT_OBSERVED -> notObserved(metrics);
      case SLOW -> above(rule, metrics.latencyP99Millis(), "p99 latency %s ms");
      case DISK_FULL -> diskFull(metrics);
      case RAFT_LAG -> above(rule, metrics.raftLogLagEntries(), "raft log lag %s entries");
      case SLOW_COMMIT -> above(rule, metrics.raftCommitP99Millis(), "raft commit p99 %s ms");
      case LEADER_IMBALANCE -> imbalance(metrics.store());
      case LEAVING -> leaving(metrics.store());
    };
  }

  private Verdict down(StoreMetrics metrics) {
    StoreState state = metrics.store().state();
    return switch (state) {
      case DOWN, DISCONNECTED -> new Verdict.Holds("PD says " + state.text());
      case UP, OFFLINE, TOMBSTONE -> Verdict.CLEAR;
      case UNKNOWN ->
          switch (metrics.up()) {
            case Reading.Value(double up) -> Verdict.of(up == 0, "its page cannot be scraped");
            case Reading.Absent absent -> Verdict.UNKNOWN;
          };
    };
  }

  private Verdict notObserved(StoreMetrics metrics) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    for (StoreField field : NEEDED) {
      metrics
          .reading(field)
          .absence()
          /* An idle store has no quantiles, and is well. */
          .filter(reason -> !(reason instanceof Absence.NotANumber && field.isQuantile()))
          .ifPresent(reason ->
              fields.computeIfAbsent(reason.text(), text -> new ArrayList<>()).add(field.text()));
    }
    if (fields.isEmpty() && metrics.up().value().orElse(1) == 0) {
      return new Verdict.Holds("its page cannot be scraped");
    }
    List<String> parts = new ArrayList<>();
    fields.forEach((reason, names) -> parts.add(reason + " (" + String.join(", ", names) + ")"));
    return Verdict.of(!parts.isEmpty(), String.join("; ", parts));
  }

  private Verdict above(HealthRule rule, Reading reading, String text) {
    return switch (reading) {
      case Reading.Absent absent -> Verdict.UNKNOWN;
      case Reading.Value(double value) -> {
        double limit = settings.limit(rule);
        yield Verdict.of(
            value > limit,
            text.formatted(number(value)) + " (expected: at most " + number(limit) + ")");
      }
    };
  }

  private Verdict diskFull(StoreMetrics metrics) {
    return switch (metrics.diskFullness()) {
      case Reading.Absent absent -> Verdict.UNKNOWN;
      case Reading.Value(double fullness) -> {
        double limit = settings.limit(HealthRule.DISK_FULL);
        yield Verdict.of(
            fullness > limit,
            "disk %s %% full (expected: at most %s %%)"
                .formatted(number(fullness * 100), number(limit * 100)));
      }
    };
  }

  private Verdict imbalance(Store store) {
    if (store.state() != StoreState.UP) {
      return Verdict.CLEAR;
    }
    OptionalDouble own = weightedLeaders(store);
    if (own.isEmpty() || meanLeaders.isEmpty()) {
      return Verdict.UNKNOWN;
    }
    double mean = meanLeaders.getAsDouble();
    double off = Math.abs(own.getAsDouble() - mean);
    double limit = settings.limit(HealthRule.LEADER_IMBALANCE);
    return Verdict.of(
        off > limit * mean && off >= FEW_LEADERS,
        "%s leaders, the mean is %s (expected: at most %s %% off)"
            .formatted(number(own.getAsDouble()), number(mean), number(limit * 100)));
  }

  private static Verdict leaving(Store store) {
    String regions =
        store.regions().isPresent() ? ", " + store.regions().getAsLong() + " regions are left" : "";
    return Verdict.of(
        store.state() == StoreState.OFFLINE, "PD is moving its regions away" + regions);
  }

  private static OptionalDouble weightedLeaders(Store store) {
    double weight = store.leaderWeight().orElse(1);
    return store.state() == StoreState.UP && store.leaders().isPresent() && weight > 0
        ? OptionalDouble.of(store.leaders().getAsLong() / weight)
        : OptionalDouble.empty();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
  }
}

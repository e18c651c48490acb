package lampas.client.tikv;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The health of a cluster over successive snapshots.
 *
 * <p>A finding is pending until its rule has held for the grace period, counted from when it was
 * first seen to hold. It is resolved when a snapshot shows that the rule does not hold, and only
 * then: a field that is absent, a snapshot that fails and a store that PD suddenly does not know
 * any more resolve nothing, and are findings themselves. Thread-safe.
 */
public final class HealthTracker {
  private record Key(String storeId, HealthRule rule) {}

  private record Seen(Instant since, Instant last, String message) {}

  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::rule)
          .thenComparingInt(finding -> finding.storeId().length())
          .thenComparing(Finding::storeId);

  private final HealthSettings settings;
  private final Clock clock;
  private final Map<Key, Seen> seen = new HashMap<>();
  private final Set<String> members = new LinkedHashSet<>();

  private HealthTracker(HealthSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * A tracker that has seen nothing yet.
   *
   * @param clock says when a snapshot failed; the others know their time
   */
  public static HealthTracker of(HealthSettings settings, Clock clock) {
    return new HealthTracker(settings, clock);
  }

  /** All findings after a snapshot, those of one rule together. */
  public synchronized List<Finding> observe(ClusterSnapshot snapshot) {
    Instant now = snapshot.time();
    HealthCheck check = new HealthCheck(snapshot, settings);
    Set<String> here = new HashSet<>();
    for (StoreMetrics metrics : snapshot.stores()) {
      here.add(metrics.storeId());
      for (HealthRule rule : HealthRule.values()) {
        apply(new Key(metrics.storeId(), rule), check.verdict(rule, metrics), now);
      }
    }
    snapshot.leftOut().forEach(store -> forget(store.id()));
    for (String storeId : members) {
      if (!here.contains(storeId)) {
        Verdict gone = new Verdict.Holds("PD does not know it any more");
        apply(new Key(storeId, HealthRule.NOT_OBSERVED), gone, now);
      }
    }
    members.addAll(here);
    return findings();
  }

  /** All findings after an attempt to take a snapshot that failed. */
  public synchronized List<Finding> observeFailure(String message) {
    Instant now = clock.instant();
    for (String storeId : members) {
      apply(
          new Key(storeId, HealthRule.NOT_OBSERVED),
          new Verdict.Holds("no snapshot: " + message),
          now);
    }
    return findings();
  }

  /** Forgets a store and its findings, for example because it was removed on purpose. */
  public synchronized void forget(String storeId) {
    members.remove(storeId);
    seen.keySet().removeIf(key -> key.storeId().equals(storeId));
  }

  private void apply(Key key, Verdict verdict, Instant now) {
    switch (verdict) {
      case Verdict.Clear clear -> seen.remove(key);
      case Verdict.Unknown unknown -> {
        /* What was seen stays as it was. */
      }
      case Verdict.Holds(String message) ->
          seen.merge(
              key,
              new Seen(now, now, message),
              (before, latest) -> new Seen(before.since(), now, message));
    }
  }

  private List<Finding> findings() {
    return seen.entrySet().stream()
        .map(entry -> finding(entry.getKey(), entry.getValue()))
        .sorted(ORDER)
        .toList();
  }

  /* Up to the last time it was seen: nobody knows whether it went on after that. */
  private Finding finding(Key key, Seen what) {
    Duration held = Duration.between(what.since(), what.last());
    boolean longEnough = held.compareTo(settings.grace(key.rule())) >= 0;
    return new Finding(
        key.storeId(),
        key.rule(),
        longEnough ? Finding.State.FIRING : Finding.State.PENDING,
        what.since(),
        what.last(),
        what.message());
  }
}

package lampas.examples.tikv.store;

import java.util.Locale;
import java.util.Set;

/** How a store is, and which findings it should lead to. */
public enum Condition {
  HEALTHY("Up"),
  /** Its requests take long. */
  SLOW("Up", "slow"),
  /** Nine tenths of its disk are taken. */
  FULL("Up", "disk_full"),
  /** Its raft log lags behind. */
  LAGGING("Up", "raft_lag"),
  /** Its raft commits take long. */
  COMMITTING_SLOWLY("Up", "slow_commit"),
  /** It leads more than twice as many regions as the others. */
  UNEVEN("Up", "leader_imbalance"),
  /** It answers scrapes for a while, and then refuses connections; PD still hears of it. */
  SILENT("Up", "not_observed"),
  /** It takes connections and never answers; PD has not heard of it for a while. */
  HANGING("Disconnected", "store_down", "not_observed"),
  /** It restarts once: counters begin anew. */
  RESTARTING("Up"),
  /** Its page has no histogram of commits. */
  LACKING("Up", "not_observed"),
  /** Its page says NaN for its capacity. */
  NOT_A_NUMBER("Up", "not_observed"),
  /** It is being decommissioned. */
  LEAVING("Offline", "leaving"),
  /** It was decommissioned, and is not there any more. */
  GONE("Tombstone"),
  /** It is a TiFlash, which PD lists, too. */
  OF_OTHER_ENGINE("Up");

  private final String state;

  /* Set.of: nothing changes it. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<String> findings;

  Condition(String state, String... findings) {
    this.state = state;
    this.findings = Set.of(findings);
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What PD says of it. */
  public String state() {
    return state;
  }

  /** The health rules that should hold, by their names in {@code lampas stores}. */
  public Set<String> findings() {
    return findings;
  }

  /** Whether it is one of the stores that TiKV's metrics are expected of. */
  public boolean isMember() {
    return this != GONE && this != OF_OTHER_ENGINE;
  }
}

package lampas.client.tikv;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;

/** What may be wrong with a store; documentation derives from these rows. */
public enum HealthRule {
  STORE_DOWN(
      Severity.PROBLEM,
      OptionalDouble.empty(),
      Duration.ZERO,
      "PD says Disconnected or Down; without PD: its page cannot be scraped."),
  NOT_OBSERVED(
      Severity.PROBLEM,
      OptionalDouble.empty(),
      Duration.ofSeconds(30),
      "A field has no value without which nobody knows whether the store is well."),
  SLOW(
      Severity.PROBLEM,
      OptionalDouble.of(100),
      Duration.ofSeconds(60),
      "The 99th percentile of gRPC requests is above the limit, in milliseconds."),
  DISK_FULL(
      Severity.PROBLEM,
      OptionalDouble.of(0.7),
      Duration.ZERO,
      "More than this share of the disk is not available any more."),
  RAFT_LAG(
      Severity.PROBLEM,
      OptionalDouble.of(5000),
      Duration.ofSeconds(60),
      "The 99th percentile of the raft log's lag is above the limit, in entries."),
  SLOW_COMMIT(
      Severity.PROBLEM,
      OptionalDouble.of(100),
      Duration.ofSeconds(60),
      "The 99th percentile of raft commits is above the limit, in milliseconds."),
  LEADER_IMBALANCE(
      Severity.PROBLEM,
      OptionalDouble.of(0.3),
      Duration.ofMinutes(5),
      "Its leaders are off the mean of the stores that are up by more than this share of it, and by"
          + " at least 10; each count is divided by PD's leader weight."),
  LEAVING(
      Severity.NOTE,
      OptionalDouble.empty(),
      Duration.ZERO,
      "PD says Offline: it is being decommissioned.");

  /** How bad it is. */
  public enum Severity {
    /** Somebody has to look. */
    PROBLEM,
    /** Somebody wanted it so. */
    NOTE
  }

  private final Severity severity;
  private final OptionalDouble limit;
  private final Duration grace;
  private final String summary;

  HealthRule(Severity severity, OptionalDouble limit, Duration grace, String summary) {
    this.severity = severity;
    this.limit = limit;
    this.grace = grace;
    this.summary = summary;
  }

  /** Its name for programs, for example {@code store_down}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Severity severity() {
    return severity;
  }

  /** The limit unless another is given; empty for rules that have none. */
  public OptionalDouble defaultLimit() {
    return limit;
  }

  /** How long it must hold before it fires, unless another time is given. */
  public Duration defaultGrace() {
    return grace;
  }

  /** When it holds, in words. */
  public String summary() {
    return summary;
  }
}

package lampas.client.tikv;

import java.time.Instant;
import java.util.Objects;

/**
 * Something that is wrong with a store.
 *
 * @param storeId which store
 * @param rule which rule holds
 * @param state whether it has held long enough
 * @param since when it was first seen to hold
 * @param lastSeen when it was last seen to hold; earlier than the snapshot if it could not be
 *     looked at since
 * @param message what was seen then, with the numbers
 */
public record Finding(
    String storeId, HealthRule rule, State state, Instant since, Instant lastSeen, String message) {
  /** Whether a rule has held for its grace period. */
  public enum State {
    PENDING,
    FIRING
  }

  public Finding {
    Objects.requireNonNull(storeId, "store id");
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(lastSeen, "last seen");
    Objects.requireNonNull(message, "message");
  }

  /** Whether somebody has to look. */
  public boolean isProblem() {
    return rule.severity() == HealthRule.Severity.PROBLEM;
  }
}

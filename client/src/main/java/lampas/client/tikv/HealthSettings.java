package lampas.client.tikv;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The limits and grace periods of the health rules that differ from their defaults.
 *
 * @param limits the value above which a rule holds
 * @param graces how long a rule must hold before it fires
 */
public record HealthSettings(Map<HealthRule, Double> limits, Map<HealthRule, Duration> graces) {
  public HealthSettings {
    limits.forEach((rule, limit) -> {
      if (rule.defaultLimit().isEmpty()) {
        throw new IllegalArgumentException(
            rule.text() + ": has no limit (expected: a rule with one)");
      }
      if (!(limit > 0)) {
        throw new IllegalArgumentException(rule.text() + " limit: " + limit + " (expected: > 0)");
      }
    });
    graces.forEach((rule, grace) -> {
      if (grace.isNegative()) {
        throw new IllegalArgumentException(rule.text() + " grace: " + grace + " (expected: >= 0)");
      }
    });
    limits = copy(limits);
    graces = copy(graces);
  }

  public static HealthSettings defaults() {
    return new HealthSettings(Map.of(), Map.of());
  }

  public HealthSettings withLimit(HealthRule rule, double limit) {
    return new HealthSettings(with(limits, rule, limit), graces);
  }

  public HealthSettings withGrace(HealthRule rule, Duration grace) {
    return new HealthSettings(limits, with(graces, rule, grace));
  }

  /** The limit of a rule; throws if it has none. */
  public double limit(HealthRule rule) {
    Double own = limits.get(rule);
    return own == null ? rule.defaultLimit().orElseThrow() : own;
  }

  public Duration grace(HealthRule rule) {
    Duration own = graces.get(rule);
    return own == null ? rule.defaultGrace() : own;
  }

  private static <T> Map<HealthRule, T> copy(Map<HealthRule, T> map) {
    Map<HealthRule, T> copy = new EnumMap<>(HealthRule.class);
    copy.putAll(map);
    return Collections.unmodifiableMap(copy);
  }

  private static <T> Map<HealthRule, T> with(Map<HealthRule, T> map, HealthRule rule, T value) {
    Map<HealthRule, T> changed = new EnumMap<>(HealthRule.class);
    changed.putAll(map);
    changed.put(rule, value);
    return changed;
  }
}

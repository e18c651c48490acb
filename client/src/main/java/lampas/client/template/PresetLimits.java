package lampas.client.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lampas.model.time.PrometheusDuration;

/**
 * How much may be asked of a preset at once.
 *
 * @param range the longest range; default 31 days
 * @param step the smallest step; default 1 second
 * @param points the most evaluations; default 11,000, which is what Prometheus answers at most
 * @param window the longest {@code {window}}; default 31 days
 */
public record PresetLimits(Duration range, Duration step, int points, Duration window) {
  /** The longest that any limit may be. */
  public static final Duration LONGEST = Duration.ofDays(3_650_000);

  private static final PresetLimits DEFAULTS =
      new PresetLimits(Duration.ofDays(31), Duration.ofSeconds(1), 11_000, Duration.ofDays(31));

  public PresetLimits {
    if (points < 1 || !isLegal(range) || !isLegal(step) || !isLegal(window)) {
      throw new IllegalArgumentException(
          "limits: range %s, step %s, points %d, window %s (expected: each > 0, at most %s)"
              .formatted(range, step, points, window, LONGEST));
    }
  }

  private static boolean isLegal(Duration limit) {
    return limit.isPositive() && limit.compareTo(LONGEST) <= 0;
  }

  public static PresetLimits defaults() {
    return DEFAULTS;
  }

  public PresetLimits withRange(Duration longest) {
    return new PresetLimits(longest, step, points, window);
  }

  public PresetLimits withStep(Duration smallest) {
    return new PresetLimits(range, smallest, points, window);
  }

  public PresetLimits withPoints(int most) {
    return new PresetLimits(range, step, most, window);
  }

  public PresetLimits withWindow(Duration longest) {
    return new PresetLimits(range, step, points, longest);
  }

  /** What is too much about a range. */
  List<String> exceededBy(QueryTimeRange asked) {
    List<String> problems = new ArrayList<>();
    if (asked.length().compareTo(range) > 0) {
      problems.add("range: %s (expected: at most %s)".formatted(text(asked.length()), text(range)));
    }
    if (asked.step().compareTo(step) < 0) {
      problems.add("step: %s (expected: at least %s)".formatted(text(asked.step()), text(step)));
    }
    if (asked.points() > points) {
      problems.add("points: %d (expected: at most %d)".formatted(asked.points(), points));
    }
    return problems;
  }

  static String text(Duration duration) {
    return PrometheusDuration.format(duration);
  }
}

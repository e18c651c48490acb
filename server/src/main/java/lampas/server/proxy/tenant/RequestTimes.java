package lampas.server.proxy.tenant;

import java.time.Duration;
import java.util.Optional;
import lampas.model.series.TimeRange;
import lampas.model.time.PrometheusDuration;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.TimeReach;
import lampas.server.http.HttpProblem;

/** Holds the times of a request against its tenant's limits. */
public final class RequestTimes {
  private RequestTimes() {}

  /** Refuses a range query with too long a range, too many points or too far a reach. */
  public static void check(
      TenantLimits limits, Expression tree, long startMillis, long endMillis, long stepMillis) {
    checkRange(limits, startMillis, endMillis);
    long points = stepMillis <= 0 ? 1 : (endMillis - startMillis) / stepMillis + 1;
    if (points > limits.points()) {
      throw exceeded("points: %s (expected: at most %s)".formatted(points, limits.points()));
    }
    Duration back = reach(tree, new TimeRange(startMillis, endMillis), stepMillis).back();
    Optional<Duration> farthest = limits.reach();
    if (farthest.isPresent() && back.compareTo(farthest.get()) > 0) {
      throw exceeded(
          "query: it reads %s back from its start (expected: at most %s)"
              .formatted(text(back.toMillis()), text(farthest.get().toMillis())));
    }
  }

  /* The time that an instant selector looks back by itself is not counted. */
  private static TimeReach reach(Expression tree, TimeRange query, long stepMillis) {
    return stepMillis <= 0
        ? TimeReach.of(tree, query, Duration.ZERO)
        : TimeReach.of(tree, query, Duration.ofMillis(stepMillis), Duration.ZERO);
  }

  /** Refuses too long a range. */
  public static void checkRange(TenantLimits limits, long startMillis, long endMillis) {
    Optional<Duration> longest = limits.range();
    long range = endMillis - startMillis;
    if (longest.isPresent() && range > longest.get().toMillis()) {
      throw exceeded(
          "range: %s (expected: at most %s)"
              .formatted(text(range), text(longest.get().toMillis())));
    }
  }

  private static String text(long millis) {
    return PrometheusDuration.format(Duration.ofMillis(millis));
  }

  private static HttpProblem exceeded(String message) {
    return new HttpProblem(422, "execution", message);
  }
}

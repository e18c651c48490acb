package lampas.server.proxy.tenant;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import lampas.model.time.PrometheusDuration;
import lampas.promql.syntax.Expression;
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
    OptionalLong earliest = Reach.earliest(tree, startMillis, endMillis, stepMillis);
    if (limits.reach().isPresent() && earliest.isPresent()) {
      long farthest = limits.reach().get().toMillis();
      long reach = startMillis - earliest.getAsLong();
      if (reach > farthest) {
        throw exceeded(
            "query: it reads %s back from its start (expected: at most %s)"
                .formatted(text(reach), text(farthest)));
      }
    }
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

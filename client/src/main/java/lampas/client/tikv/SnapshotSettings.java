package lampas.client.tikv;

import java.time.Duration;
import java.util.List;
import lampas.model.label.LabelNames;
import lampas.model.label.Matcher;

/**
 * How snapshots are taken.
 *
 * @param window the range of rates and quantiles; default 1 minute; at least four scrapes should
 *     fit into it
 * @param staleAfter how old the newest sample of a store may be; default 1 minute
 * @param deadline for all queries of a snapshot together; default 10 seconds
 * @param concurrency how many queries run at once; default 4
 * @param matchers conditions on every series besides the status address, for example {@code
 *     tidb_cluster="prod"} where one backend holds several clusters; default none
 */
public record SnapshotSettings(
    Duration window,
    Duration staleAfter,
    Duration deadline,
    int concurrency,
    List<Matcher> matchers) {
  public SnapshotSettings {
    requirePositive("window", window);
    requirePositive("stale after", staleAfter);
    requirePositive("deadline", deadline);
    if (concurrency <= 0) {
      throw new IllegalArgumentException("concurrency: " + concurrency + " (expected: > 0)");
    }
    matchers = List.copyOf(matchers);
    for (Matcher matcher : matchers) {
      if (matcher.name().equals(LabelNames.METRIC_NAME)
          || matcher.name().equals(SnapshotQuery.INSTANCE)) {
        throw new IllegalArgumentException(
            "matcher: " + matcher + " (expected: on neither __name__ nor instance)");
      }
    }
  }

  public static SnapshotSettings defaults() {
    Duration minute = Duration.ofMinutes(1);
    return new SnapshotSettings(minute, minute, Duration.ofSeconds(10), 4, List.of());
  }

  public SnapshotSettings withWindow(Duration window) {
    return new SnapshotSettings(window, staleAfter, deadline, concurrency, matchers);
  }

  public SnapshotSettings withStaleAfter(Duration age) {
    return new SnapshotSettings(window, age, deadline, concurrency, matchers);
  }

  public SnapshotSettings withDeadline(Duration deadline) {
    return new SnapshotSettings(window, staleAfter, deadline, concurrency, matchers);
  }

  public SnapshotSettings withConcurrency(int queries) {
    return new SnapshotSettings(window, staleAfter, deadline, queries, matchers);
  }

  public SnapshotSettings withMatchers(Matcher... matchers) {
    return new SnapshotSettings(window, staleAfter, deadline, concurrency, List.of(matchers));
  }

  private static void requirePositive(String what, Duration duration) {
    if (duration.toMillis() <= 0) {
      throw new IllegalArgumentException(what + ": " + duration + " (expected: at least 1ms)");
    }
  }
}

package lampas.metrics.redis;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A stream and its groups at one moment. */
record StreamState(String key, long length, List<Group> groups) {
  StreamState {
    groups = List.copyOf(groups);
  }

  /**
   * One group.
   *
   * @param lag empty if the server does not know it
   * @param oldestPendingAgeSeconds empty if nothing is pending
   */
  record Group(
      String name,
      long consumers,
      long pending,
      OptionalLong lag,
      OptionalDouble oldestPendingAgeSeconds) {
    Group withOldestPendingAge(double seconds) {
      return new Group(name, consumers, pending, lag, OptionalDouble.of(seconds));
    }
  }
}

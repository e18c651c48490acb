package lampas.examples.metastore.watch;

import java.time.Duration;
import lampas.examples.metastore.error.EtcdError;

/**
 * The limits of watching.
 *
 * @param progressInterval how often a watcher that asked for it, and had no events meanwhile, is
 *     told that it has seen everything; 10 minutes by default, as in etcd
 * @param responseBytes the size from which a response is split; 2 MiB by default: the largest
 *     request of etcd's and half a MiB
 * @param batchEvents how many events are taken from the history at a time; 1000 by default
 * @param watchersPerStream how many watchers one stream may have; 10,000 by default
 * @param streams how many streams there may be; 10,000 by default
 */
public record WatchSettings(
    Duration progressInterval,
    int responseBytes,
    int batchEvents,
    int watchersPerStream,
    int streams) {
  public static final WatchSettings DEFAULT =
      new WatchSettings(Duration.ofMinutes(10), 2 * 1024 * 1024, 1000, 10_000, 10_000);

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one of them is not positive
   */
  public WatchSettings {
    if (progressInterval.isNegative() || progressInterval.isZero()) {
      throw new IllegalArgumentException(
          "progressInterval: " + progressInterval + " (expected: > 0)");
    }
    requirePositive("responseBytes", responseBytes);
    requirePositive("batchEvents", batchEvents);
    requirePositive("watchersPerStream", watchersPerStream);
    requirePositive("streams", streams);
  }

  String tooManyWatchers() {
    return EtcdError.TOO_MANY_REQUESTS.message()
        + ": watchers of one stream (expected: at most "
        + watchersPerStream
        + ")";
  }

  String tooManyStreams() {
    return "watch streams (expected: at most " + streams + ")";
  }

  private static void requirePositive(String name, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
    }
  }
}

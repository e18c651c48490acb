package lampas.metrics.redis;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import lampas.metrics.MetricsException;
import lampas.model.error.ErrorKind;

/**
 * How Redis is measured.
 *
 * @param namespace stands in front of every name; empty for none
 * @param answerWithin how long a {@link RedisWatch} waits for an answer
 * @param streams the keys of the streams whose length and groups a {@link RedisWatch} shows
 */
public record RedisOptions(
    Optional<String> namespace, Duration answerWithin, List<String> streams) {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** No namespace, half a second, no streams. */
  public static final RedisOptions DEFAULT =
      new RedisOptions(Optional.empty(), Duration.ofMillis(500), List.of());

  /**
   * Checks the options.
   *
   * @throws MetricsException USER if one of them is wrong
   */
  public RedisOptions {
    streams = List.copyOf(streams);
    require(
        answerWithin.isPositive() && answerWithin.compareTo(LONGEST) <= 0,
        "answer within: " + answerWithin + " (expected: > 0, at most 30 seconds)");
    Set<String> seen = new TreeSet<>();
    for (String stream : streams) {
      require(!stream.isEmpty(), "stream: \"\" (expected: a key)");
      require(seen.add(stream), "stream: \"" + stream + "\" comes twice (expected: once)");
    }
  }

  /** For example {@code asdlc}, for {@code asdlc_redis_connection_up}. */
  public RedisOptions withNamespace(String namespace) {
    return new RedisOptions(Optional.of(namespace), answerWithin, streams);
  }

  public RedisOptions withAnswerWithin(Duration answerWithin) {
    return new RedisOptions(namespace, answerWithin, streams);
  }

  public RedisOptions withStreams(String... keys) {
    return new RedisOptions(namespace, answerWithin, List.of(keys));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new MetricsException(ErrorKind.USER, "Redis " + message);
    }
  }
}

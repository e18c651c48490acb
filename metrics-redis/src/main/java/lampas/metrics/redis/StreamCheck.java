package lampas.metrics.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.models.stream.PendingMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Asks for the state of one stream; empty if there is no such stream. */
final class StreamCheck {
  private static final double MILLIS_PER_SECOND = 1e3;

  private final String key;
  private final RedisAsyncCommands<String, String> commands;

  private StreamCheck(String key, RedisAsyncCommands<String, String> commands) {
    this.key = key;
    this.commands = commands;
  }

  static CompletableFuture<Optional<StreamState>> of(
      String key, StatefulRedisConnection<String, String> connection) {
    return new StreamCheck(key, connection.async()).ask();
  }

  private CompletableFuture<Optional<StreamState>> ask() {
    CompletableFuture<Long> length = commands.xlen(key).toCompletableFuture();
    CompletableFuture<List<String>> time = commands.time().toCompletableFuture();
    return commands
        .xinfoGroups(key)
        .toCompletableFuture()
        .thenCompose(reply ->
            length.thenCombine(
                time.thenCompose(now -> withAges(GroupReply.groups(reply), millis(now))),
                (entries, groups) -> Optional.of(new StreamState(key, entries, groups))))
        .exceptionally(StreamCheck::absent);
  }

  private CompletionStage<List<StreamState.Group>> withAges(
      List<StreamState.Group> groups, long nowMillis) {
    CompletableFuture<List<StreamState.Group>> all =
        CompletableFuture.completedFuture(new ArrayList<>());
    for (StreamState.Group group : groups) {
      CompletionStage<StreamState.Group> aged =
          group.pending() == 0
              ? CompletableFuture.completedFuture(group)
              : commands.xpending(key, group.name()).thenApply(p -> withAge(group, p, nowMillis));
      all =
          all.thenCombine(
              aged,
              (list, one) -> {
                list.add(one);
                return list;
              });
    }
    return all;
  }

  /* An identifier begins with the server's time in milliseconds, unless somebody has chosen it. */
  private static StreamState.Group withAge(
      StreamState.Group group, PendingMessages pending, long nowMillis) {
    String oldest = pending.getMessageIds().getLower().getValue();
    if (pending.getCount() == 0 || oldest == null) {
      return group;
    }
    long addedMillis = Long.parseLong(oldest.substring(0, oldest.indexOf('-')));
    return group.withOldestPendingAge(Math.max(0, nowMillis - addedMillis) / MILLIS_PER_SECOND);
  }

  /* TIME answers seconds and microseconds. The server's clock made the identifiers, too. */
  private static long millis(List<String> time) {
    return Long.parseLong(time.get(0)) * 1_000 + Long.parseLong(time.get(1)) / 1_000;
  }

  private static Optional<StreamState> absent(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof RedisCommandExecutionException error
        && String.valueOf(error.getMessage()).contains("no such key")) {
      return Optional.empty();
    }
    throw new CompletionException(cause);
  }
}

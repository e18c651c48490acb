package lampas.examples.agents.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import lampas.examples.agents.config.LogSettings;
import lampas.examples.agents.redis.RedisLink;
import lampas.examples.agents.task.Outcome;
import lampas.examples.agents.task.TaskRequest;
import lampas.examples.agents.task.TaskState;
import lampas.examples.agents.task.TaskStatus;

/**
 * The side of the log on which tasks come in and are asked for.
 *
 * <p>Every method throws {@link lampas.examples.agents.redis.RedisUnavailableException} if Redis
 * does not answer in time. Thread-safe.
 */
public final class Submissions {
  private final RedisLink link;
  private final Keys keys;
  private final int queueLimit;
  private final Clock clock;

  private Submissions(RedisLink link, LogSettings settings, Clock clock) {
    this.link = link;
    this.keys = new Keys(settings.prefix());
    this.queueLimit = settings.queueLimit();
    this.clock = clock;
  }

  public static Submissions of(RedisLink link, LogSettings settings, Clock clock) {
    return new Submissions(link, settings, clock);
  }

  /**
   * Accepts a task: in one step of Redis it is stored, counted and in the stream, or nothing is.
   *
   * <p>After an exception nobody knows whether that step was made. Asking again with the same
   * idempotency key gives the task that there is, or a new one.
   */
  public Acceptance accept(TaskRequest request) {
    String id = UUID.randomUUID().toString();
    Optional<String> key = request.idempotencyKey();
    List<?> answer =
        Script.ACCEPT.list(
            link,
            new String[] {
              keys.stream(), keys.task(id), keys.idempotency(key.orElse("")), keys.totals()
            },
            id,
            request.workflow(),
            request.input(),
            String.valueOf(clock.millis()),
            String.valueOf(queueLimit),
            key.isPresent() ? "1" : "0",
            request.fingerprint());
    String which = String.valueOf(answer.get(0));
    String detail = String.valueOf(answer.get(1));
    return switch (which) {
      case "accepted" -> new Acceptance.Accepted(detail);
      case "known" -> new Acceptance.Known(detail);
      case "conflict" -> new Acceptance.Conflict(detail);
      case "full" -> new Acceptance.Full(queueLimit);
      default -> throw new IllegalStateException("accept.lua: " + which);
    };
  }

  /** What is known of a task; empty if there is none, or it ended too long ago. */
  public Optional<TaskState> find(String id) {
    Map<String, String> hash =
        Objects.requireNonNull(
            link.<Map<String, String>>call(redis -> redis.hgetall(keys.task(id))));
    if (hash.isEmpty()) {
      return Optional.empty();
    }
    TaskStatus status = TaskStatus.ofWord(field(hash, "status"));
    Optional<TaskState.End> end =
        status == TaskStatus.ACCEPTED
            ? Optional.empty()
            : Optional.of(
                new TaskState.End(
                    new Outcome(status, field(hash, "outcome")),
                    instant(field(hash, "finished")),
                    Integer.parseInt(field(hash, "attempt"))));
    return Optional.of(
        new TaskState(id, field(hash, "workflow"), instant(field(hash, "accepted")), end));
  }

  /** How many tasks there were and are. */
  public Totals totals() {
    Map<String, String> hash =
        Objects.requireNonNull(
            link.<Map<String, String>>call(redis -> redis.hgetall(keys.totals())));
    Map<String, Long> counts = new HashMap<>();
    hash.forEach((name, count) -> counts.put(name, Long.parseLong(count)));
    return new Totals(counts, unfinished());
  }

  /** How many tasks have not ended. */
  public long unfinished() {
    return Objects.requireNonNull(link.<Long>call(redis -> redis.xlen(keys.stream())));
  }

  /** How many processes of workers were heard of within a time. */
  public long workersSeen(Duration within) {
    return Script.SEEN.number(
        link, new String[] {keys.consumers()}, String.valueOf(within.toSeconds()));
  }

  private static String field(Map<String, String> hash, String name) {
    String value = hash.get(name);
    if (value == null) {
      throw new IllegalStateException("task without " + name);
    }
    return value;
  }

  private static Instant instant(String millis) {
    return Instant.ofEpochMilli(Long.parseLong(millis));
  }
}

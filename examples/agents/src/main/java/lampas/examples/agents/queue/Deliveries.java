package lampas.examples.agents.queue;

import io.lettuce.core.Consumer;
import io.lettuce.core.RedisBusyException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import lampas.examples.agents.config.LogSettings;
import lampas.examples.agents.redis.RedisLink;
import lampas.examples.agents.redis.RedisUnavailableException;
import lampas.examples.agents.task.Outcome;

/**
 * The side of the log on which one consumer takes tasks and ends them.
 *
 * <p>A task is delivered to one consumer, and to another one if the first does not say for a while
 * that it is still at it. Every method throws {@link RedisUnavailableException} if Redis does not
 * answer in time. Thread-safe.
 */
public final class Deliveries {
  private final RedisLink link;
  private final RedisLink waiting;
  private final Keys keys;
  private final LogSettings settings;
  private final String consumer;
  private final Clock clock;

  private Deliveries(
      RedisLink link, RedisLink waiting, LogSettings settings, String consumer, Clock clock) {
    this.link = link;
    this.waiting = waiting;
    this.keys = new Keys(settings.prefix());
    this.settings = settings;
    this.consumer = consumer;
    this.clock = clock;
  }

  /**
   * The log as a consumer sees it.
   *
   * @param waiting another connection, for commands that wait and would hold up others
   * @param consumer a name that no other one has
   */
  public static Deliveries of(
      RedisLink link, RedisLink waiting, LogSettings settings, String consumer, Clock clock) {
    return new Deliveries(link, waiting, settings, consumer, clock);
  }

  /** Makes stream and group if they are not there; whether they were not. */
  public boolean ensureGroup() {
    try {
      link.<String>call(redis ->
          redis.xgroupCreate(
              XReadArgs.StreamOffset.from(keys.stream(), "0-0"),
              Keys.GROUP,
              XGroupCreateArgs.Builder.mkstream()));
      return true;
    } catch (RedisUnavailableException failed) {
      if (failed.getCause() instanceof RedisBusyException) {
        return false;
      }
      throw failed;
    }
  }

  /** Whether an exception says that Redis knows nothing of the group, as after a loss of data. */
  public static boolean isWithoutGroup(RedisUnavailableException failure) {
    return failure.getCause() instanceof RedisCommandExecutionException error
        && String.valueOf(error.getMessage()).contains("NOGROUP");
  }

  /** Tasks that nobody has had, up to a number; waits for one for a time. */
  @SuppressWarnings("unchecked")
  public List<Delivery> read(int most, Duration wait) {
    List<StreamMessage<String, String>> messages =
        waiting.<List<StreamMessage<String, String>>>call(
            wait.plus(settings.timeout()),
            redis ->
                redis.xreadgroup(
                    Consumer.from(Keys.GROUP, consumer),
                    XReadArgs.Builder.block(wait).count(most),
                    XReadArgs.StreamOffset.lastConsumed(keys.stream())));
    return messages == null
        ? List.of()
        : messages.stream()
            .map(message -> delivery(message.getId(), 1, Objects.requireNonNull(message.getBody())))
            .toList();
  }

  /** Takes over tasks that nobody has worked on for a time. */
  public Claims claim(Duration idle, String from, int most) {
    List<?> answer =
        Script.CLAIM.list(
            link,
            new String[] {keys.stream()},
            Keys.GROUP,
            consumer,
            String.valueOf(idle.toMillis()),
            from,
            String.valueOf(most));
    List<Delivery> deliveries = new ArrayList<>();
    for (Object entry : (List<?>) answer.get(1)) {
      List<?> parts = (List<?>) entry;
      deliveries.add(
          delivery(
              String.valueOf(parts.get(0)),
              Integer.parseInt(String.valueOf(parts.get(1))),
              fields((List<?>) parts.get(2))));
    }
    return new Claims(String.valueOf(answer.get(0)), deliveries);
  }

  /**
   * Says that this consumer is there and still at these entries; how many of them are still its
   * own.
   */
  public long touch(Collection<String> entries) {
    String[] arguments =
        Stream.concat(Stream.of(Keys.GROUP, consumer), entries.stream()).toArray(String[]::new);
    return Script.TOUCH.number(link, new String[] {keys.stream(), keys.consumers()}, arguments);
  }

  /** Forgets consumers that are gone and have nothing left. */
  public void tidy(Duration unseen) {
    Script.TIDY.number(
        link,
        new String[] {keys.stream(), keys.consumers()},
        Keys.GROUP,
        String.valueOf(unseen.toSeconds()));
  }

  /** Says that this consumer is there no more. */
  public void leave() {
    link.<Long>call(redis -> redis.zrem(keys.consumers(), consumer));
  }

  /**
   * Ends a task: in one step of Redis its outcome is stored and counted and it leaves the stream.
   * Can be repeated until there is an answer.
   */
  public Finish finish(Delivery delivery, Outcome outcome) {
    String answer =
        Script.FINISH.text(
            link,
            new String[] {
              keys.stream(), keys.task(delivery.task()), keys.totals(), keys.deadLetters()
            },
            Keys.GROUP,
            delivery.entry(),
            delivery.task(),
            outcome.status().word(),
            outcome.detail(),
            String.valueOf(clock.millis()),
            consumer,
            String.valueOf(delivery.attempt()),
            String.valueOf(Math.max(1, settings.retention().toSeconds())),
            delivery.workflow(),
            delivery.input());
    return Arrays.stream(Finish.values())
        .filter(finish -> finish.name().equalsIgnoreCase(answer))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("finish.lua: " + answer));
  }

  private static Delivery delivery(String entry, int attempt, Map<String, String> fields) {
    return new Delivery(
        entry,
        fields.getOrDefault("id", ""),
        fields.getOrDefault("workflow", ""),
        fields.getOrDefault("input", ""),
        attempt);
  }

  private static Map<String, String> fields(List<?> flat) {
    Map<String, String> fields = new HashMap<>();
    for (int i = 0; i + 1 < flat.size(); i += 2) {
      fields.put(String.valueOf(flat.get(i)), String.valueOf(flat.get(i + 1)));
    }
    return fields;
  }
}

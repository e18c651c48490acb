package lampas.examples.agents.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import lampas.model.time.PrometheusDuration;

/**
 * A setting of the platform: its name, from which those of its flag and its environment variable
 * derive, its default and what it means.
 *
 * <p>A flag wins over the environment, the environment over the default.
 *
 * @param name in words with hyphens between, for example {@code claim-idle}
 * @param defaultText the default as it would be given; empty for none
 * @param expected what a value looks like, for messages and documentation
 * @param description what it means
 * @param parser reads a value, or throws IllegalArgumentException
 */
public record Setting<T>(
    String name,
    String defaultText,
    String expected,
    String description,
    Function<String, T> parser) {
  private static final int MOST = 1_000_000_000;

  public static final Setting<Optional<String>> REDIS =
      new Setting<>(
          "redis",
          "",
          "a URL, such as redis://127.0.0.1:6379",
          "Where Redis is, 6.2 or newer; the platform starts one of its own if none is given.",
          text -> text.isEmpty() ? Optional.empty() : Optional.of(RedisUrl.check(text)));

  public static final Setting<Integer> REDIS_PORT =
      port("redis-port", "0", "The port of the platform's own Redis; 0 for a free one.");

  public static final Setting<Optional<Path>> DATA =
      new Setting<>(
          "data",
          "",
          "a folder",
          "The folder of the platform's own Redis; without one it is a temporary folder, which is"
              + " deleted at the end.",
          text -> text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text)));

  public static final Setting<String> HOST =
      text("host", "127.0.0.1", "Where the services listen; 0.0.0.0 for all interfaces.");

  public static final Setting<Integer> PORT =
      port("port", "8080", "The port of the orchestrator; 0 for a free one.");

  public static final Setting<Integer> WORKERS_PORT =
      port(
          "workers-port",
          "8081",
          "The port of the first workers process, the others follow; 0 for free ones.");

  public static final Setting<Integer> WORKER_PROCESSES =
      number("worker-processes", "1", "How many processes of workers are started.", 1, 16);

  public static final Setting<Integer> CONCURRENCY =
      number("concurrency", "16", "How many tasks a workers process runs at once.", 1, 10_000);

  public static final Setting<Integer> ATTEMPTS =
      number(
          "attempts",
          "3",
          "How often a task is tried whose worker dies or whose infrastructure fails; then it is a"
              + " dead letter.",
          1,
          100);

  public static final Setting<Duration> CLAIM_IDLE =
      duration(
          "claim-idle",
          "30s",
          "How long nobody has worked on a task before other workers take it over.");

  public static final Setting<Duration> TASK_TIMEOUT =
      duration("task-timeout", "60s", "How long a task may run, then its status is timeout.");

  public static final Setting<Duration> DRAIN =
      duration("drain", "20s", "How long workers that stop wait for their tasks.");

  public static final Setting<Integer> QUEUE_LIMIT =
      number(
          "queue-limit",
          "10000",
          "How many tasks may be unfinished; beyond it new ones are answered with 429.",
          1,
          MOST);

  public static final Setting<Integer> BODY_BYTES =
      number("body-bytes", "65536", "How large a request may be, in bytes.", 1, 16_000_000);

  public static final Setting<Duration> RETENTION =
      duration("retention", "1h", "How long finished tasks can be asked for.");

  public static final Setting<Duration> REDIS_TIMEOUT =
      duration("redis-timeout", "2s", "How long a command to Redis may take.");

  public static final Setting<String> PREFIX =
      new Setting<>(
          "prefix",
          "agents",
          "letters, digits, - and _",
          "What all keys in Redis begin with.",
          Setting::word);

  public static final Setting<String> SERVICE_VERSION =
      text("service-version", "0.1.0", "The version in asdlc_service_info.");

  /** The table of all settings, in the order of the documentation. */
  public static List<Setting<?>> all() {
    return List.of(
        REDIS,
        REDIS_PORT,
        DATA,
        HOST,
        PORT,
        WORKERS_PORT,
        WORKER_PROCESSES,
        CONCURRENCY,
        ATTEMPTS,
        CLAIM_IDLE,
        TASK_TIMEOUT,
        DRAIN,
        QUEUE_LIMIT,
        BODY_BYTES,
        RETENTION,
        REDIS_TIMEOUT,
        PREFIX,
        SERVICE_VERSION);
  }

  /** The environment variable, for example {@code AGENTS_CLAIM_IDLE}. */
  public String environmentName() {
    return "AGENTS_" + name.replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** The flag of the command, for example {@code --claim-idle}. */
  public String flagName() {
    return "--" + name;
  }

  private static String word(String text) {
    if (!text.matches("[A-Za-z0-9_-]{1,64}")) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static Setting<String> text(String name, String defaultText, String description) {
    return new Setting<>(
        name,
        defaultText,
        "a text that is not empty",
        description,
        text -> {
          if (text.isBlank()) {
            throw new IllegalArgumentException("empty");
          }
          return text;
        });
  }

  private static Setting<Integer> port(String name, String defaultText, String description) {
    return number(name, defaultText, description, 0, 65_535);
  }

  private static Setting<Integer> number(
      String name, String defaultText, String description, int least, int most) {
    return new Setting<>(
        name,
        defaultText,
        "a whole number, " + least + " to " + most,
        description,
        text -> {
          int number = Integer.parseInt(text);
          if (number < least || number > most) {
            throw new IllegalArgumentException(text);
          }
          return number;
        });
  }

  private static Setting<Duration> duration(String name, String defaultText, String description) {
    return new Setting<>(
        name,
        defaultText,
        "a duration above 0, such as 100ms or 5m",
        description,
        text -> {
          Duration duration = PrometheusDuration.parse(text);
          if (!duration.isPositive()) {
            throw new IllegalArgumentException("not above 0");
          }
          return duration;
        });
  }
}

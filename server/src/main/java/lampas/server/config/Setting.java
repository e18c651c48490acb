package lampas.server.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import lampas.model.time.PrometheusDuration;
import lampas.promql.Dialect;

/**
 * A setting of the server: its key in the file, from which the names of its environment variable
 * and its flag derive, its default and what it means.
 *
 * <p>A flag wins over the environment, the environment over the file, the file over the default.
 *
 * @param key the path in the file, for example {@code query.max_samples}
 * @param defaultText the default as it would stand in the file
 * @param expected what a value looks like, for messages and documentation
 * @param description what it means, one sentence
 * @param parser reads a value, or throws IllegalArgumentException
 */
public record Setting<T>(
    String key,
    String defaultText,
    String expected,
    String description,
    Function<String, T> parser) {

  public static final Setting<ListenAddress> LISTEN =
      new Setting<>(
          "server.listen",
          "127.0.0.1:9090",
          "host:port, such as 127.0.0.1:9090",
          "Where the server listens for HTTP requests; port 0 chooses a free one.",
          ListenAddress::parse);

  public static final Setting<Duration> RETENTION_TIME =
      duration("storage.retention_time", "15d", "How long samples are kept.");

  public static final Setting<OptionalLong> RETENTION_BYTES =
      new Setting<>(
          "storage.retention_bytes",
          "0",
          "a size, such as 512MB or 2GB; 0 for half of the JVM's heap",
          "How many bytes of samples are kept, the oldest go first; 0 for half of the JVM's heap.",
          ByteSize::parseLimit);

  public static final Setting<Integer> MAX_EXEMPLARS =
      new Setting<>(
          "storage.max_exemplars",
          "100000",
          "a whole number, 0 or more",
          "How many exemplars are kept, of all series together; 0 keeps none.",
          text -> {
            int count = Integer.parseInt(text);
            if (count < 0) {
              throw new IllegalArgumentException("below 0");
            }
            return count;
          });

  public static final Setting<Duration> QUERY_TIMEOUT =
      duration("query.timeout", "2m", "How long a query may take.");

  public static final Setting<Integer> QUERY_MAX_SAMPLES =
      count("query.max_samples", "50000000", "How many samples a query may hold in memory.");

  public static final Setting<OptionalLong> QUERY_MAX_BYTES =
      new Setting<>(
          "query.max_bytes",
          "0",
          "a size, such as 512MB or 2GB; 0 for a quarter of the JVM's heap",
          "How many bytes a query may hold in memory; 0 for a quarter of the JVM's heap.",
          ByteSize::parseLimit);

  public static final Setting<Integer> QUERY_MAX_SERIES =
      count("query.max_series", "2000000", "How many series the selectors of a query may find.");

  public static final Setting<Duration> QUERY_LOOKBACK_DELTA =
      duration("query.lookback_delta", "5m", "How far back an instant looks for its sample.");

  public static final Setting<Integer> QUERY_MAX_CONCURRENCY =
      count("query.max_concurrency", "20", "How many queries run at once.");

  public static final Setting<Dialect> QUERY_DIALECT =
      new Setting<>(
          "query.dialect",
          "prometheus-3",
          "prometheus-3 or prometheus-2",
          "Which Prometheus queries are read and evaluated like: prometheus-3 or prometheus-2.",
          text -> Dialect.find(text).orElseThrow(() -> new IllegalArgumentException(text)));

  public static final Setting<Set<Feature>> QUERY_ENABLE_FEATURE =
      new Setting<>(
          "query.enable_feature",
          "none",
          "none, or some of " + Feature.names() + ", with commas between",
          "Experimental parts of PromQL that are on, with the names of Prometheus's feature flags.",
          Feature::parse);

  /** The table of all settings, in the order of the documentation. */
  public static List<Setting<?>> all() {
    return List.of(
        LISTEN,
        RETENTION_TIME,
        RETENTION_BYTES,
        MAX_EXEMPLARS,
        QUERY_TIMEOUT,
        QUERY_MAX_SAMPLES,
        QUERY_MAX_BYTES,
        QUERY_MAX_SERIES,
        QUERY_LOOKBACK_DELTA,
        QUERY_MAX_CONCURRENCY,
        QUERY_DIALECT,
        QUERY_ENABLE_FEATURE);
  }

  /** The section of the file that the setting stands in, for example {@code query}. */
  public String section() {
    return key.substring(0, key.indexOf('.'));
  }

  /** The key within its section, for example {@code max_samples}. */
  public String name() {
    return key.substring(key.indexOf('.') + 1);
  }

  /** The environment variable, for example {@code LAMPAS_QUERY_MAX_SAMPLES}. */
  public String environmentName() {
    return "LAMPAS_" + key.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /** The flag of the command, for example {@code --query.max-samples}. */
  public String flagName() {
    return "--" + key.replace('_', '-');
  }

  private static Setting<Duration> duration(String key, String defaultText, String description) {
    return new Setting<>(
        key,
        defaultText,
        "a duration above 0, such as 15s or 1h30m",
        description,
        text -> {
          Duration duration = PrometheusDuration.parse(text);
          if (!duration.isPositive()) {
            throw new IllegalArgumentException("not above 0");
          }
          return duration;
        });
  }

  private static Setting<Integer> count(String key, String defaultText, String description) {
    return new Setting<>(
        key,
        defaultText,
        "a whole number above 0",
        description,
        text -> {
          int count = Integer.parseInt(text);
          if (count <= 0) {
            throw new IllegalArgumentException("not above 0");
          }
          return count;
        });
  }
}

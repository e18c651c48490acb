package lampas.examples.metastore.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;
import lampas.model.time.PrometheusDuration;

/**
 * A setting of a node: its key in the file, from which the names of its environment variable and
 * its flag derive, its default and what it means.
 *
 * <p>A flag wins over the environment, the environment over the file, the file over the default.
 *
 * @param key the path in the file, for example {@code server.monitoring.prometheus_port}
 * @param defaultText the default as it would stand in the file
 * @param expected what a value looks like, for messages and documentation
 * @param description what it means
 * @param parser reads a value, or throws IllegalArgumentException
 */
public record Setting<T>(
    String key,
    String defaultText,
    String expected,
    String description,
    Function<String, T> parser) {
  private static final String SECTION = "server.";

  public static final Setting<String> NAME =
      new Setting<>(
          "server.name",
          "node1",
          "letters, digits, - and _",
          "The name of the node, unique in its cluster.",
          Member::checkName);

  public static final Setting<String> HOST =
      new Setting<>(
          "server.host",
          "127.0.0.1",
          "a host name or an address",
          "Where the node listens, for clients and for scrapes; 0.0.0.0 for all interfaces.",
          Setting::text);

  public static final Setting<Integer> PORT =
      port("server.port", "2379", "The port for clients; 0 for a free one.");

  public static final Setting<Integer> PEER_PORT =
      port(
          "server.peer_port",
          "0",
          "The port for the other nodes, where no members are given; 0 for the one above the"
              + " clients'.");

  public static final Setting<Path> DATA =
      new Setting<>(
          "server.data",
          "metastore-data",
          "a folder",
          "The folder of logs and snapshots; a node uses the folder of its own name in it.",
          text -> Path.of(Setting.text(text)));

  public static final Setting<List<Member>> MEMBERS =
      new Setting<>(
          "server.members",
          "",
          "name=peer/client of each, with commas between them; in the file a list of name, peer"
              + " and client",
          "All nodes of the cluster, this one included, such as"
              + " node1=127.0.0.1:2380/127.0.0.1:2379; empty for this one alone.",
          Member::parseAll);

  public static final Setting<Duration> ELECTION_TIMEOUT =
      duration(
          "server.raft.election_timeout",
          "1500ms",
          "How long a leader may be silent before another one is elected.");

  public static final Setting<Duration> PROPOSAL_TIMEOUT =
      duration(
          "server.raft.proposal_timeout",
          "5s",
          "How long a write, or a read that all nodes must agree on, waits for the cluster.");

  public static final Setting<Integer> SNAPSHOT_EVERY =
      count(
          "server.raft.snapshot_every", "100000", "After how many entries a snapshot is written.");

  public static final Setting<Duration> TOKEN_TTL =
      duration("server.auth.token_ttl", "5m", "How long a token is valid.");

  public static final Setting<Boolean> ENABLE_PROMETHEUS =
      new Setting<>(
          "server.monitoring.enable_prometheus",
          "true",
          "true or false",
          "Whether anything is measured and exposed; with false nothing is counted, slow requests"
              + " are not logged and no port is listened on.",
          Setting::parseBoolean);

  public static final Setting<Integer> PROMETHEUS_PORT =
      port(
          "server.monitoring.prometheus_port",
          "9090",
          "The port of /metrics, /health and an index at /; 0 for a free one.");

  public static final Setting<Duration> SLOW_REQUEST_THRESHOLD =
      duration(
          "server.monitoring.slow_request_threshold",
          "100ms",
          "How long a request takes that is logged, with its method, code and duration.");

  public static final Setting<Integer> CONNECTIONS =
      count("server.limits.connections", "1000", "How many connections of clients may be open.");

  public static final Setting<OptionalInt> REQUESTS_PER_SECOND =
      limit(
          "server.limits.requests_per_second",
          "10000",
          "How many requests a second are taken, of all clients together, streams included; 0 for"
              + " any number.");

  public static final Setting<OptionalInt> REQUESTS_PER_SECOND_PER_CLIENT =
      limit(
          "server.limits.requests_per_second_per_client",
          "0",
          "How many requests a second are taken of one address; 0 for any number.");

  public static final Setting<Integer> BURST =
      count("server.limits.burst", "20000", "How many requests both limits take at once.");

  public static final Setting<Integer> STREAMS_PER_CONNECTION =
      count(
          "server.limits.streams_per_connection",
          "1000",
          "How many calls may be under way on one connection.");

  public static final Setting<Integer> WATCHES_PER_STREAM =
      count("server.limits.watches_per_stream", "10000", "How many watches one stream may have.");

  public static final Setting<Integer> REQUEST_BYTES =
      number(
          "server.limits.request_bytes",
          "1572864",
          "a whole number, 1 to 16000000",
          "How large a request may be, in bytes.",
          1,
          16_000_000);

  public static final Setting<Duration> KEEPALIVE_INTERVAL =
      duration(
          "server.limits.keepalive_interval",
          "5s",
          "How long a client must wait between two keepalive pings of a connection.");

  /** The table of all settings, in the order of the documentation. */
  public static List<Setting<?>> all() {
    return List.of(
        NAME,
        HOST,
        PORT,
        PEER_PORT,
        DATA,
        MEMBERS,
        ELECTION_TIMEOUT,
        PROPOSAL_TIMEOUT,
        SNAPSHOT_EVERY,
        TOKEN_TTL,
        ENABLE_PROMETHEUS,
        PROMETHEUS_PORT,
        SLOW_REQUEST_THRESHOLD,
        CONNECTIONS,
        REQUESTS_PER_SECOND,
        REQUESTS_PER_SECOND_PER_CLIENT,
        BURST,
        STREAMS_PER_CONNECTION,
        WATCHES_PER_STREAM,
        REQUEST_BYTES,
        KEEPALIVE_INTERVAL);
  }

  /** The environment variable, for example {@code METASTORE_MONITORING_PROMETHEUS_PORT}. */
  public String environmentName() {
    return "METASTORE_" + path().replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /** The flag of the command, for example {@code --monitoring.prometheus-port}. */
  public String flagName() {
    return "--" + path().replace('_', '-');
  }

  private String path() {
    return key.substring(SECTION.length());
  }

  private static String text(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("empty");
    }
    return text;
  }

  private static boolean parseBoolean(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Setting<Integer> port(String key, String defaultText, String description) {
    return number(key, defaultText, "a port, 0 to 65535", description, 0, 65_535);
  }

  private static Setting<Integer> count(String key, String defaultText, String description) {
    return number(key, defaultText, "a whole number above 0", description, 1, 1_000_000_000);
  }

  private static Setting<Integer> number(
      String key, String defaultText, String expected, String description, int least, int most) {
    return new Setting<>(
        key,
        defaultText,
        expected,
        description,
        text -> {
          int number = Integer.parseInt(text);
          if (number < least || number > most) {
            throw new IllegalArgumentException(text);
          }
          return number;
        });
  }

  private static Setting<OptionalInt> limit(String key, String defaultText, String description) {
    Function<String, Integer> number = number(key, defaultText, "", "", 0, 1_000_000_000).parser();
    return new Setting<>(
        key,
        defaultText,
        "a whole number, 0 or more",
        description,
        text -> {
          int value = number.apply(text);
          return value == 0 ? OptionalInt.empty() : OptionalInt.of(value);
        });
  }

  private static Setting<Duration> duration(String key, String defaultText, String description) {
    return new Setting<>(
        key,
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

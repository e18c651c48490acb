package lampas.server.proxy.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import lampas.model.label.LabelNames;
import lampas.model.time.PrometheusDuration;
import lampas.promql.Dialect;
import lampas.promql.syntax.Experiment;
import lampas.server.config.ByteSize;
import lampas.server.config.ListenAddress;

/** The table of the gateway's keys that have one value each. */
public final class GatewayKeys {
  static final GatewayKey<ListenAddress> LISTEN =
      new GatewayKey<>(
          "listen",
          "127.0.0.1:9095",
          "host:port, such as 127.0.0.1:9095",
          "Where clients come in; port 0 chooses a free one.",
          ListenAddress::parse);
  static final GatewayKey<Optional<ListenAddress>> TELEMETRY_LISTEN =
      new GatewayKey<>(
          "telemetry_listen",
          "",
          "host:port, such as 127.0.0.1:9096",
          "Where the gateway's own `/metrics` is; none if not given. Nobody is asked who he is"
              + " there.",
          text -> text.isEmpty() ? Optional.empty() : Optional.of(ListenAddress.parse(text)));
  static final GatewayKey<Integer> MAX_CONNECTIONS =
      count("max_connections", "512", "How many clients may be connected at once.");
  static final GatewayKey<Long> ANSWER_MEMORY =
      new GatewayKey<>(
          "answer_memory",
          "256MB",
          "a size above 0, such as 256MB",
          "How much memory all answers on their way may take together.",
          GatewayKeys::bytes);

  static final GatewayKey<Path> CERTIFICATE =
      new GatewayKey<>(
          "tls.cert_file",
          "",
          "a file",
          "The listener's certificate and those that lead to its authority, in PEM.",
          Path::of);
  static final GatewayKey<Path> KEY =
      new GatewayKey<>("tls.key_file", "", "a file", "Its private key, in PEM (PKCS#8).", Path::of);
  static final GatewayKey<Path> CLIENT_AUTHORITIES =
      new GatewayKey<>(
          "tls.client_ca_file",
          "",
          "a file",
          "Who signs clients' certificates, in PEM; with it clients are asked for one.",
          Path::of);

  static final GatewayKey<String> AUDIT_FILE =
      new GatewayKey<>(
          "audit.file",
          "",
          "a file, or -",
          "Where a line of JSON for each request goes; `-` is the standard output; nowhere if not"
              + " given.",
          Function.identity());
  static final GatewayKey<Integer> AUDIT_LENGTH =
      count(
          "audit.expression_length",
          "1000",
          "How many characters of an expression a line has at most.");

  static final GatewayKey<URI> URL =
      new GatewayKey<>(
          "upstream.url",
          "",
          "http://host:port or https://host:port, and a path",
          "The backend, with any path in front of `/api/v1`. Must be given, here or in the"
              + " environment variable `VICTORIAMETRICS_URL`.",
          GatewayKeys::url);
  static final GatewayKey<Duration> CONNECT_TIMEOUT =
      duration("upstream.connect_timeout", "5s", "How long a connection to it may take.");
  static final GatewayKey<Dialect> DIALECT =
      new GatewayKey<>(
          "upstream.dialect",
          "prometheus-3",
          "prometheus-3 or prometheus-2",
          "Whose PromQL is taken, which the backend must take too: `prometheus-3` or"
              + " `prometheus-2` (also for VictoriaMetrics).",
          text -> Dialect.find(text).orElseThrow(() -> new IllegalArgumentException(text)));
  static final GatewayKey<Set<Experiment>> EXPERIMENTS =
      new GatewayKey<>(
          "upstream.experiments",
          "none",
          "none, or some of " + names() + ", with commas between",
          "Experimental parts of PromQL that are taken: " + names() + ".",
          GatewayKeys::experiments);

  static final GatewayKey<String> NAMESPACE =
      new GatewayKey<>(
          "views.namespace",
          "asdlc",
          "letters, digits and underscores, or nothing",
          "What the metrics behind `/api/metrics/*` begin with, without the underscore.",
          GatewayKeys::namespace);
  static final GatewayKey<Duration> VIEW_TIMEOUT =
      duration("views.query_timeout", "30s", "How long a query of a view may take.");
  static final GatewayKey<Duration> HEALTH_TIMEOUT =
      duration(
          "views.health_timeout", "5s", "How long `/api/metrics/health` waits for the backend.");

  static final GatewayKey<Duration> STALE_AFTER =
      duration(
          "views.stale_after",
          "2m",
          "How old the newest sample of a series may be that a view shows a value of.");

  static final GatewayKey<Optional<Duration>> RANGE =
      bound("limits.range", "The longest time from start to end of a request; 0 for any.");
  static final GatewayKey<Optional<Duration>> REACH =
      bound(
          "limits.reach",
          "How far before its start an expression may read, by windows, offsets, subqueries and"
              + " `@`; 0 for any.");
  static final GatewayKey<Integer> POINTS =
      count("limits.points", "11000", "The most steps of a range query.");
  static final GatewayKey<Integer> SERIES =
      count("limits.series", "100000", "The most series, labels or values in an answer.");
  static final GatewayKey<Integer> ANSWER_BYTES =
      new GatewayKey<>(
          "limits.answer_bytes",
          "64MB",
          "a size above 0 and below 2GB, such as 64MB",
          "The largest answer.",
          text -> Math.toIntExact(bytes(text)));
  static final GatewayKey<Integer> QUERY_LENGTH =
      count("limits.query_length", "16384", "The longest expression or selector, in characters.");
  static final GatewayKey<Integer> CONCURRENCY =
      count("limits.concurrency", "20", "How many requests may be at the backend at once.");
  static final GatewayKey<Integer> QUEUE =
      new GatewayKey<>(
          "limits.queue",
          "50",
          "a whole number, 0 or more",
          "How many more may wait for their turn.",
          Integer::parseUnsignedInt);
  static final GatewayKey<Duration> TIMEOUT =
      duration("limits.timeout", "30s", "The longest that one request may take.");
  static final GatewayKey<OptionalDouble> RATE =
      new GatewayKey<>(
          "limits.rate",
          "0",
          "a number of requests a second, 0 for any",
          "Requests a second, on average; 0 for any.",
          GatewayKeys::rate);
  static final GatewayKey<Integer> BURST =
      count("limits.burst", "20", "How many may come at once where there is a rate.");

  private GatewayKeys() {}

  /** All rows, in the order of the documentation. */
  public static List<GatewayKey<?>> all() {
    return List.of(
        LISTEN,
        TELEMETRY_LISTEN,
        MAX_CONNECTIONS,
        ANSWER_MEMORY,
        CERTIFICATE,
        KEY,
        CLIENT_AUTHORITIES,
        AUDIT_FILE,
        AUDIT_LENGTH,
        URL,
        CONNECT_TIMEOUT,
        DIALECT,
        EXPERIMENTS,
        NAMESPACE,
        VIEW_TIMEOUT,
        HEALTH_TIMEOUT,
        STALE_AFTER,
        RANGE,
        REACH,
        POINTS,
        SERIES,
        ANSWER_BYTES,
        QUERY_LENGTH,
        CONCURRENCY,
        QUEUE,
        TIMEOUT,
        RATE,
        BURST);
  }

  private static GatewayKey<Integer> count(String path, String defaultText, String description) {
    return new GatewayKey<>(
        path,
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

  private static GatewayKey<Duration> duration(
      String path, String defaultText, String description) {
    return new GatewayKey<>(
        path,
        defaultText,
        "a duration above 0, such as 15s",
        description,
        text -> {
          Duration duration = PrometheusDuration.parse(text);
          if (!duration.isPositive()) {
            throw new IllegalArgumentException("not above 0");
          }
          return duration;
        });
  }

  private static GatewayKey<Optional<Duration>> bound(String path, String description) {
    return new GatewayKey<>(
        path,
        "0",
        "a duration, such as 15s or 31d",
        description,
        text ->
            text.equals("0")
                ? Optional.empty()
                : Optional.of(PrometheusDuration.parse(text)).filter(Duration::isPositive));
  }

  private static long bytes(String text) {
    return ByteSize.parseLimit(text).orElseThrow(() -> new IllegalArgumentException("0"));
  }

  private static OptionalDouble rate(String text) {
    double rate = Double.parseDouble(text);
    if (!(rate >= 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException("not a rate");
    }
    return rate == 0 ? OptionalDouble.empty() : OptionalDouble.of(rate);
  }

  private static String namespace(String text) {
    if (!text.isEmpty() && !LabelNames.isLegacyLabelName(text)) {
      throw new IllegalArgumentException("not the beginning of a name");
    }
    return text;
  }

  private static URI url(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException malformed) {
      throw new IllegalArgumentException(malformed);
    }
  }

  private static Set<Experiment> experiments(String list) {
    Set<Experiment> found = EnumSet.noneOf(Experiment.class);
    if (!list.equals("none")) {
      for (String name : list.split(",", -1)) {
        found.add(Experiment.valueOf(name.strip().toUpperCase(Locale.ROOT).replace('-', '_')));
      }
    }
    return found;
  }

  private static String names() {
    return Arrays.stream(Experiment.values())
        .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .collect(Collectors.joining(", "));
  }
}

package lampas.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import lampas.client.answer.Alert;
import lampas.client.answer.Alertmanagers;
import lampas.client.answer.BuildInfo;
import lampas.client.answer.Capabilities;
import lampas.client.answer.DroppedTarget;
import lampas.client.answer.ExemplarSeries;
import lampas.client.answer.JsonValue;
import lampas.client.answer.MetricMetadata;
import lampas.client.answer.RuleGroup;
import lampas.client.answer.RuntimeInfo;
import lampas.client.answer.TargetMetadata;
import lampas.client.answer.TsdbStatus;
import lampas.client.answer.WalReplay;
import lampas.client.http.ConnectionSettings;
import lampas.client.http.HttpCall;
import lampas.client.http.Timing;
import lampas.client.http.Transport;
import lampas.model.label.Labels;
import lampas.model.result.QueryAnswer;

/**
 * A client of one backend that speaks Prometheus's HTTP API v1: the whole API for reading, and by
 * {@link #admin} that for deleting.
 *
 * <p>Calls block, made for virtual threads. Thread-safe. Every method throws {@link
 * RequestException} if there is no answer; a backend without an endpoint has {@code NOT_FOUND} as
 * the {@linkplain ClientFailure.Refused#type() type}. Queries go as POST forms, so that their
 * length is not limited by that of a URL.
 */
public final class PrometheusClient implements Backend, AutoCloseable {
  private static final String API = "/api/v1/";

  private final Exchange exchange;
  private final ClientSettings settings;
  private final Normalizer normalizer;
  private final CapabilityCache capabilities;
  private final Optional<HttpClient> owned;

  private PrometheusClient(
      HttpClient http,
      URI base,
      ClientSettings settings,
      Timing timing,
      Optional<HttpClient> owned) {
    this.exchange =
        new Exchange(
            Transport.of(http, base, settings.transport(), ErrorReader::verdict, timing),
            settings.maximumAnswerBytes());
    this.settings = settings;
    this.normalizer = new Normalizer(timing.clock());
    this.capabilities = new CapabilityCache(new CapabilityProbe(exchange, timing.clock()), timing);
    this.owned = owned;
  }

  /**
   * A client with default settings that has its own connections, which {@link #close} ends.
   *
   * @param base where the API is, with any path in front of {@code /api/v1}, for example {@code
   *     http://127.0.0.1:9090} or {@code http://127.0.0.1:8428/prometheus}
   */
  public static PrometheusClient open(URI base) {
    return open(base, ConnectionSettings.defaults(), ClientSettings.defaults());
  }

  /**
   * A client that has its own connections, which {@link #close} ends.
   *
   * @throws SettingsException if a file of the settings cannot be used
   */
  public static PrometheusClient open(
      URI base, ConnectionSettings connections, ClientSettings settings) {
    BaseUrl.check(base);
    try {
      HttpClient http = connections.open();
      return new PrometheusClient(http, base, settings, Timing.system(), Optional.of(http));
    } catch (IOException unreadable) {
      throw new SettingsException("TLS: a file cannot be read", unreadable);
    } catch (IllegalArgumentException unusable) {
      throw new SettingsException(String.valueOf(unusable.getMessage()), unusable);
    }
  }

  /** A client with default settings. */
  public static PrometheusClient of(HttpClient http, URI base) {
    return of(http, base, ClientSettings.defaults());
  }

  /**
   * A client with the given settings.
   *
   * @param http what connections are made with; it must not follow redirects by itself, so that
   *     credentials stay at the origin of the base URL
   */
  public static PrometheusClient of(HttpClient http, URI base, ClientSettings settings) {
    return of(http, base, settings, Timing.system());
  }

  static PrometheusClient of(HttpClient http, URI base, ClientSettings settings, Timing timing) {
    BaseUrl.check(base);
    if (http.followRedirects() != HttpClient.Redirect.NEVER) {
      throw new IllegalArgumentException(
          "HTTP client: follows redirects (expected: Redirect.NEVER, the default)");
    }
    return new PrometheusClient(http, base, settings, timing, Optional.empty());
  }

  @Override
  public QueryAnswer query(Query query) {
    FormParameters form = new FormParameters().add("query", query.promql());
    String path =
        switch (query.time()) {
          case QueryTime.Now now -> API + "query";
          case QueryTime.At(Instant time) -> {
            form.add("time", time);
            yield API + "query";
          }
          case QueryTime.Range(Instant start, Instant end, Duration step) -> {
            form.add("start", start).add("end", end).add("step", step);
            yield API + "query_range";
          }
        };
    form.addOptions(query, settings.timeout());
    HttpCall call = HttpCall.post(path, form.toString()).withTimeout(query.timeout());
    return normalizer.normal(query, exchange.read(call, QueryReader::read));
  }

  /** The exemplars of the series that the selectors of an expression find. */
  public List<ExemplarSeries> exemplars(String promql, Instant start, Instant end) {
    FormParameters form = new FormParameters().add("query", promql);
    form.add(SeriesScope.all().between(start, end));
    return exchange.tree(post("query_exemplars", form), ExemplarSeries::read);
  }

  /** The expression, formatted by the backend; {@code lampas.promql} does it without one. */
  public String formatQuery(String promql) {
    return exchange.data(
        post("format_query", new FormParameters().add("query", promql)), JsonCursor::text);
  }

  /** The expression's tree, as the backend has it; {@code lampas.promql} does it without one. */
  public JsonValue parseQuery(String promql) {
    return exchange.tree(
        post("parse_query", new FormParameters().add("query", promql)), Function.identity());
  }

  @Override
  public List<String> labelNames(SeriesScope scope) {
    return exchange.data(post("labels", new FormParameters().add(scope)), JsonCursor::texts);
  }

  @Override
  public List<String> labelValues(String name, SeriesScope scope) {
    String path = "label/" + LabelPath.of(name) + "/values";
    return exchange.data(get(path, new FormParameters().add(scope)), JsonCursor::texts);
  }

  @Override
  public List<Labels> series(SeriesScope scope) {
    return exchange.data(
        post("series", new FormParameters().add(scope)),
        json -> {
          List<Labels> series = new ArrayList<>();
          json.array(() -> series.add(Labels.of(json.textByName())));
          return series;
        });
  }

  /** What targets say about metrics, by metric; those of one name differ where targets do. */
  public Map<String, List<MetricMetadata>> metadata() {
    return exchange.tree(get("metadata", new FormParameters()), MetricMetadata::read);
  }

  /** What targets say about one metric; empty if none says anything. */
  public List<MetricMetadata> metadata(String metric) {
    FormParameters query = new FormParameters().add("metric", metric);
    return exchange
        .tree(get("metadata", query), MetricMetadata::read)
        .getOrDefault(metric, List.of());
  }

  /** What the backend scrapes. */
  public List<TargetStatus> targets() {
    return exchange.data(
        get("targets", new FormParameters().add("state", "active")), TargetReader::read);
  }

  /** What the backend has found and does not scrape. */
  public List<DroppedTarget> droppedTargets() {
    return exchange.tree(
        get("targets", new FormParameters().add("state", "dropped")), DroppedTarget::read);
  }

  /** What each target says about one metric. */
  public List<TargetMetadata> targetMetadata(String metric) {
    return exchange.tree(
        get("targets/metadata", new FormParameters().add("metric", metric)),
        data -> TargetMetadata.read(data, metric));
  }

  /** The rules that the backend evaluates. */
  public List<RuleGroup> rules() {
    return exchange.tree(get("rules", new FormParameters()), RuleGroup::read);
  }

  /** The alerts that are pending or firing. */
  public List<Alert> alerts() {
    return exchange.tree(get("alerts", new FormParameters()), Alert::read);
  }

  /** Where the backend sends its alerts. */
  public Alertmanagers alertmanagers() {
    return exchange.tree(get("alertmanagers", new FormParameters()), Alertmanagers::read);
  }

  /** What the backend says about its build in texts, such as {@code version}; may be empty. */
  public Map<String, String> buildInfo() {
    return build().texts();
  }

  /** What the backend says about its build. */
  public BuildInfo build() {
    return exchange.tree(get("status/buildinfo", new FormParameters()), BuildInfo::read);
  }

  /** How the backend runs. */
  public RuntimeInfo runtimeInfo() {
    return exchange.tree(get("status/runtimeinfo", new FormParameters()), RuntimeInfo::read);
  }

  /** The arguments that the backend was started with. */
  public Map<String, String> flags() {
    return exchange.data(get("status/flags", new FormParameters()), JsonCursor::textByName);
  }

  /** The backend's configuration, in YAML. */
  public String configuration() {
    return exchange.data(
        get("status/config", new FormParameters()),
        json -> json.textByName().getOrDefault("yaml", ""));
  }

  /** How many series the backend has, and of what. */
  public TsdbStatus tsdbStatus() {
    return exchange.tree(get("status/tsdb", new FormParameters()), TsdbStatus::read);
  }

  /** How far the backend has read its write-ahead log after a start. */
  public WalReplay walReplay() {
    return exchange.tree(get("status/walreplay", new FormParameters()), WalReplay::read);
  }

  /**
   * What the backend is and can do: found out by some small requests, and kept for 5 minutes.
   *
   * @throws RequestException if the backend does not answer
   */
  public Capabilities capabilities() {
    return capabilities.current();
  }

  /** What deletes data and makes snapshots; the argument is what it looks like: a word to say. */
  public AdminClient admin(AdminAccess access) {
    return switch (access) {
      case ALLOWED -> new AdminClient(exchange, capabilities);
    };
  }

  /** Ends the connections of a client that was opened; calls in flight fail. */
  @Override
  public void close() {
    owned.ifPresent(HttpClient::shutdownNow);
  }

  private static HttpCall post(String path, FormParameters form) {
    return HttpCall.post(API + path, form.toString());
  }

  private static HttpCall get(String path, FormParameters query) {
    return HttpCall.get(API + path, query.toString());
  }
}

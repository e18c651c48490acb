package lampas.server;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import lampas.client.Backend;
import lampas.client.embedded.EmbeddedBackend;
import lampas.metrics.Registry;
import lampas.metrics.jvm.JvmMetrics;
import lampas.model.series.SeriesReader;
import lampas.promql.engine.Engine;
import lampas.server.api.ApiSources;
import lampas.server.api.GatedBackend;
import lampas.server.api.PrometheusApi;
import lampas.server.api.QueryGate;
import lampas.server.build.BuildInfo;
import lampas.server.config.ServerConfiguration;
import lampas.server.exemplar.ExemplarStore;
import lampas.server.http.Endpoint;
import lampas.server.http.HttpServer;
import lampas.server.http.HttpSettings;
import lampas.server.load.OpenMetricsFile;
import lampas.server.page.WebPage;
import lampas.server.scrape.ScrapeManager;
import lampas.server.telemetry.HttpMetrics;
import lampas.server.telemetry.MetricsEndpoint;
import lampas.server.telemetry.ServerMetrics;
import lampas.server.view.MetricsView;
import lampas.server.view.ViewSettings;
import lampas.store.Store;
import lampas.store.StoreOptions;

/**
 * A running server: it scrapes, stores, and answers PromQL over Prometheus's HTTP API.
 *
 * <p>Thread-safe.
 */
public final class LampasServer implements AutoCloseable {
  private static final int WAITING_QUERIES = 200;
  private static final Duration RETENTION_INTERVAL = Duration.ofSeconds(30);

  private final Store store;
  private final ScrapeManager scrapes;
  private final HttpServer http;
  private final HttpClient client;
  private final ScheduledExecutorService maintenance;
  private final AtomicBoolean ready;

  private LampasServer(
      Store store,
      ScrapeManager scrapes,
      HttpServer http,
      HttpClient client,
      ScheduledExecutorService maintenance,
      AtomicBoolean ready) {
    this.store = store;
    this.scrapes = scrapes;
    this.http = http;
    this.client = client;
    this.maintenance = maintenance;
    this.ready = ready;
  }

  /**
   * Starts a server on the samples of files, which may be of any age: none of them is dropped by
   * time, and nothing is scraped.
   *
   * @param files OpenMetrics files, see {@link OpenMetricsFile}
   * @param report takes what was loaded from each file
   * @throws java.io.UncheckedIOException if the address cannot be listened on
   * @throws IllegalArgumentException if the configuration has scrape jobs
   * @throws lampas.model.error.LampasException USER if a file is wrong, LIMIT if the files hold
   *     more than the configured bytes
   */
  public static LampasServer startLoaded(
      ServerConfiguration configuration,
      List<Path> files,
      BiConsumer<Path, OpenMetricsFile.Loaded> report,
      Clock clock) {
    if (!configuration.scrapeJobs().isEmpty()) {
      throw new IllegalArgumentException(
          "scrape_configs: %d jobs (expected: none beside loaded files)"
              .formatted(configuration.scrapeJobs().size()));
    }
    Store store = Store.open(StoreOptions.anyAge(), clock);
    for (Path file : files) {
      report.accept(file, OpenMetricsFile.load(file, store, maximumBytes(configuration)));
    }
    return start(configuration, clock, store);
  }

  /**
   * Starts a server.
   *
   * @throws java.io.UncheckedIOException if the address cannot be listened on
   * @throws lampas.model.error.LampasException USER if a scrape target is wrong
   */
  public static LampasServer start(ServerConfiguration configuration, Clock clock) {
    StoreOptions options =
        StoreOptions.builder()
            .retention(configuration.storage().retentionTime())
            .retentionBytes(maximumBytes(configuration))
            .build();
    return start(configuration, clock, Store.open(options, clock));
  }

  private static LampasServer start(ServerConfiguration configuration, Clock clock, Store store) {
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(30))
            .build();
    try {
      return start(configuration, clock, store, client);
    } catch (RuntimeException failed) {
      client.shutdownNow();
      throw failed;
    }
  }

  private static LampasServer start(
      ServerConfiguration configuration, Clock clock, Store store, HttpClient client) {
    BuildInfo build = BuildInfo.read();
    ExemplarStore exemplars = ExemplarStore.of(configuration.storage().maxExemplars());
    ScrapeManager scrapes =
        ScrapeManager.of(
            configuration.scrapeJobs(), store, exemplars, client, clock, build.version());

    Registry registry = Registry.create();
    JvmMetrics.register(registry);
    ServerMetrics.register(
        registry, build.version(), scrapes::targets, scrapes::totals, store::statistics);
    AtomicBoolean ready = new AtomicBoolean();
    Engine engine = engine(configuration);
    QueryGate gate = QueryGate.of(configuration.query().maxConcurrency(), WAITING_QUERIES);
    Backend backend =
        GatedBackend.of(
            EmbeddedBackend.of(engine, store, clock), gate, configuration.query().timeout());
    List<Endpoint> endpoints = new ArrayList<>();
    endpoints.addAll(
        PrometheusApi.endpoints(
            new ApiSources(
                store, exemplars, engine, gate, scrapes::targets, ready::get, build, clock)));
    endpoints.addAll(MetricsView.endpoints(backend, ViewSettings.defaults(), clock));
    endpoints.addAll(WebPage.endpoints());
    endpoints.add(Endpoint.get("/metrics", new MetricsEndpoint(registry)));
    HttpServer http =
        HttpServer.start(
            HttpSettings.defaults()
                .withAddress(
                    configuration.server().listen().host(), configuration.server().listen().port()),
            endpoints,
            HttpMetrics.register(registry));
    ScheduledExecutorService maintenance =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("maintenance").factory());
    long pause = RETENTION_INTERVAL.toMillis();
    var unused =
        maintenance.scheduleWithFixedDelay(
            () -> dropOldSamples(store), pause, pause, TimeUnit.MILLISECONDS);
    scrapes.start();
    ready.set(true);
    return new LampasServer(store, scrapes, http, client, maintenance, ready);
  }

  /** Where the server is to be found, for example {@code http://127.0.0.1:9090}. */
  public URI address() {
    return http.uri();
  }

  /** What has been stored, without the way over HTTP. */
  public SeriesReader series() {
    return store;
  }

  /** Ends scraping, lets requests on the way finish, and stops. A second call does nothing. */
  @Override
  public void close() {
    if (ready.getAndSet(false)) {
      scrapes.close();
      http.close();
      maintenance.shutdownNow();
      client.shutdownNow();
    }
  }

  /* The samples are on the heap: without a bound they would fill it before their time is over. */
  private static long maximumBytes(ServerConfiguration configuration) {
    long halfOfTheHeap = Runtime.getRuntime().maxMemory() / 2;
    return configuration.storage().retentionBytes().orElse(halfOfTheHeap);
  }

  /* A schedule ends silently with the first exception: say it, and go on. */
  private static void dropOldSamples(Store store) {
    try {
      store.enforceRetention();
    } catch (RuntimeException defect) {
      System.getLogger(LampasServer.class.getName())
          .log(System.Logger.Level.ERROR, "retention failed; it is tried again", defect);
    }
  }

  private static Engine engine(ServerConfiguration configuration) {
    return Engine.create(EngineSettings.options(configuration.query()));
  }
}

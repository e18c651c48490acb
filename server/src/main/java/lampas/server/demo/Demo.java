package lampas.server.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import lampas.client.PrometheusClient;
import lampas.client.Query;
import lampas.metrics.Registry;
import lampas.metrics.exporter.Exporter;
import lampas.metrics.exporter.ExporterOptions;
import lampas.metrics.jvm.JvmMetrics;
import lampas.model.label.Labels;
import lampas.model.result.QueryResult.Vector;
import lampas.server.LampasServer;
import lampas.server.config.ListenAddress;
import lampas.server.config.ScrapeJob;
import lampas.server.config.ServerConfiguration;
import lampas.server.config.ServerSettings;
import lampas.server.config.TargetGroup;

/**
 * A shop and its neighbours with metrics, loads that keep their own books, and a server that
 * scrapes them every second, all on loopback.
 */
public final class Demo implements AutoCloseable {
  private static final Duration SCRAPE_INTERVAL = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Clock clock;
  private final OrderService shop;
  private final Exporter exporter;
  private final LampasServer server;
  private final HttpClient http;
  private final LoadGenerator load;
  private final List<Neighbour> neighbours;
  private final PrometheusClient client;

  private Demo(
      Clock clock,
      OrderService shop,
      Exporter exporter,
      List<Neighbour> neighbours,
      LampasServer server,
      HttpClient http,
      DemoSettings settings) {
    this.clock = clock;
    this.shop = shop;
    this.exporter = exporter;
    this.neighbours = List.copyOf(neighbours);
    this.server = server;
    this.http = http;
    this.load =
        new LoadGenerator(
            http,
            shop.address(),
            settings.requestsPerSecond(),
            settings.requests().orElse(Integer.MAX_VALUE));
    this.client = PrometheusClient.of(http, server.address());
  }

  /**
   * Starts everything, the load included.
   *
   * @throws java.io.UncheckedIOException if a port is taken
   * @throws DemoException if an example does not start
   */
  public static Demo start(DemoSettings settings, Clock clock) {
    List<AutoCloseable> started = new ArrayList<>();
    try {
      HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      started.add(http::shutdownNow);
      Registry registry = Registry.create();
      JvmMetrics.register(registry);
      OrderService shop = new OrderService(registry, settings.shopPort());
      started.add(shop);
      Exporter exporter =
          Exporter.start(registry, ExporterOptions.onLoopback(settings.exporterPort()));
      started.add(exporter);
      List<Neighbour> neighbours = new ArrayList<>();
      if (settings.metadataStore().isPresent()) {
        neighbours.add(
            MetadataStore.start(
                settings.metadataStore().get(), settings.requestsPerSecond(), http));
        started.add(neighbours.getLast());
      }
      if (settings.agentPlatform().isPresent()) {
        neighbours.add(
            AgentPlatform.start(
                settings.agentPlatform().get(), settings.requestsPerSecond(), http));
        started.add(neighbours.getLast());
      }
      LampasServer server =
          LampasServer.start(
              configuration(settings.serverPort(), exporter.uri(), neighbours), clock);
      started.add(server);
      Demo demo = new Demo(clock, shop, exporter, neighbours, server, http, settings);
      demo.load.start();
      return demo;
    } catch (RuntimeException failed) {
      closeAll(started.reversed());
      throw failed;
    }
  }

  public URI shop() {
    return shop.address().resolve("/orders");
  }

  /** The shop's page of metrics. */
  public URI metrics() {
    return exporter.uri().resolve("/metrics");
  }

  /** What runs beside the shop, a line each. */
  public List<String> neighbours() {
    return neighbours.stream().map(Neighbour::introduction).toList();
  }

  public URI server() {
    return server.address();
  }

  /** How many requests the load has sent. */
  public long sent() {
    return load.sent();
  }

  /** Whether the load ended by itself: all requests were sent, or a lane gave up. */
  public boolean loadIsDone() {
    return load.isDone();
  }

  /** The only value of an expression, asked for over the HTTP API; empty if there is none. */
  public Optional<Double> value(String promql) {
    return client.query(Query.instant(promql)).result() instanceof Vector vector
        ? vector.onlyValue()
        : Optional.empty();
  }

  /** Stops the load, waits until what it did has been scraped, and looks at every station. */
  public Verdict conclude() throws IOException, InterruptedException {
    load.close();
    Map<Labels, Double> sent = new HashMap<>(load.books());
    for (Neighbour neighbour : neighbours) {
      sent.putAll(neighbour.sent());
    }
    boolean idle = await(shop.workers()::isIdle);
    Instant quiet = clock.instant();
    boolean scraped = await(() -> scrapedSince(quiet));
    Map<Labels, Double> exposed =
        new HashMap<>(Stations.exposed(http, metrics(), DemoMetrics.PROVEN));
    Reconciliation numbers =
        new Reconciliation()
            .with(Station.STORED, Stations.stored(server.series(), proven()))
            .with(Station.QUERIED, Stations.queried(client, proven()));
    Map<Labels, Double> recorded = new HashMap<>(shop.recorded());
    List<Verdict.Check> ofNeighbours = new ArrayList<>();
    for (Neighbour neighbour : neighbours) {
      for (URI page : neighbour.pages().values()) {
        exposed.putAll(Stations.exposed(http, page, neighbour.proven()));
      }
      ofNeighbours.addAll(neighbour.checks(client));
      recorded.putAll(neighbour.recorded());
    }
    numbers
        .with(Station.SENT, sent)
        .with(Station.RECORDED, recorded)
        .with(Station.EXPOSED, exposed);
    List<Verdict.Check> checks = new ArrayList<>();
    checks.add(
        new Verdict.Check(
            "the load ran to its end",
            load.failure().isEmpty(),
            load.failure().map(Throwable::toString).orElse(load.sent() + " requests")));
    checks.add(new Verdict.Check("the workers have handled every order", idle, ""));
    checks.add(new Verdict.Check("everything was scraped after its last request", scraped, ""));
    checks.add(positive("the shop is up", "up{job=\"shop\"}"));
    checks.add(
        positive(
            "its latency has a p99",
            "histogram_quantile(0.99, sum by (le) (demo_http_request_duration_seconds_bucket))"));
    checks.add(positive("its JVM's memory arrived", "sum(jvm_memory_used_bytes{job=\"shop\"})"));
    checks.add(
        positive("its process's CPU time arrived", "process_cpu_seconds_total{job=\"shop\"}"));
    checks.addAll(ofNeighbours);
    checks.add(
        new Verdict.Check(
            "sent = recorded = exposed = stored = queried, on every row",
            numbers.holds(),
            numbers.rows().size() + " rows"));
    return new Verdict(numbers.table(), numbers.differences(), checks);
  }

  @Override
  public void close() {
    load.close();
    closeAll(List.of(server, exporter, shop));
    closeAll(neighbours);
    http.shutdownNow();
  }

  private List<String> proven() {
    return Stream.concat(
            DemoMetrics.PROVEN.stream(),
            neighbours.stream().flatMap(neighbour -> neighbour.proven().stream()))
        .toList();
  }

  private Verdict.Check positive(String what, String promql) {
    Optional<Double> value = value(promql);
    return new Verdict.Check(
        what,
        value.filter(number -> number > 0 && Double.isFinite(number)).isPresent(),
        promql
            + " = "
            + value.map(number -> String.format(Locale.ROOT, "%.4g", number)).orElse("absent"));
  }

  private boolean scrapedSince(Instant time) {
    return client.targets().stream()
        .allMatch(target ->
            target.health().equals("up")
                && target.lastScrape().filter(last -> last.isAfter(time)).isPresent());
  }

  private static boolean await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    return true;
  }

  private static ServerConfiguration configuration(
      int port, URI exporter, List<Neighbour> neighbours) {
    ServerConfiguration defaults = ServerConfiguration.defaults();
    List<ScrapeJob> jobs = new ArrayList<>();
    jobs.add(job("shop", exporter));
    neighbours.forEach(
        neighbour -> neighbour.pages().forEach((name, page) -> jobs.add(job(name, page))));
    return new ServerConfiguration(
        defaults.global(),
        jobs,
        new ServerSettings(ListenAddress.parse("127.0.0.1:" + port)),
        defaults.storage(),
        defaults.query());
  }

  private static ScrapeJob job(String name, URI page) {
    return ScrapeJob.named(name)
        .interval(SCRAPE_INTERVAL)
        .timeout(SCRAPE_INTERVAL)
        .targets(new TargetGroup(List.of(page.getAuthority()), Labels.empty()))
        .build();
  }

  private static void closeAll(List<? extends AutoCloseable> parts) {
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception unfinished) {
        System.getLogger(Demo.class.getName())
            .log(System.Logger.Level.WARNING, "a part of the demo did not stop well", unfinished);
      }
    }
  }
}

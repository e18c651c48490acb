package lampas.examples.agents.workers;

import io.lettuce.core.RedisClient;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import lampas.examples.agents.config.AgentsConfiguration;
import lampas.examples.agents.config.WorkerSettings;
import lampas.examples.agents.queue.Deliveries;
import lampas.examples.agents.queue.Submissions;
import lampas.examples.agents.redis.RedisLink;
import lampas.examples.agents.service.Health;
import lampas.examples.agents.service.MetricsPage;
import lampas.examples.agents.service.Parts;
import lampas.examples.agents.service.Service;
import lampas.examples.agents.telemetry.ServiceTelemetry;
import lampas.examples.agents.telemetry.WorkerMetrics;
import lampas.metrics.Registry;
import lampas.metrics.redis.RedisWatch;

/** A process of workers, from the log of tasks to its HTTP server. Thread-safe. */
public final class Workers implements Service {
  /** The value of the label {@code service}. */
  public static final String NAME = "workers";

  /** Where Redis is there, the first request finds it. */
  private static final Duration FIRST_CONNECTION = Duration.ofSeconds(1);

  private final URI uri;
  private final MetricsPage page;
  private final Work work;
  private final WorkersServer server;
  private final Parts parts;
  private String lastMetrics = "";
  private boolean closed;

  private Workers(URI uri, MetricsPage page, Work work, WorkersServer server, Parts parts) {
    this.uri = uri;
    this.page = page;
    this.work = work;
    this.server = server;
    this.parts = parts;
  }

  /**
   * Starts it; it listens as soon as this returns, and takes tasks as soon as Redis answers.
   *
   * @param redis where the log of tasks is
   * @param runner makes what runs tasks, measured in a registry
   * @throws lampas.examples.agents.service.ListenException if its port cannot be used
   */
  public static Workers start(
      AgentsConfiguration configuration, String redis, Function<Registry, TaskRunner> runner) {
    Parts parts = new Parts();
    try {
      return start(configuration, redis, runner, parts);
    } catch (Throwable failed) {
      parts.close();
      throw failed;
    }
  }

  private static Workers start(
      AgentsConfiguration configuration,
      String redis,
      Function<Registry, TaskRunner> runner,
      Parts parts) {
    Duration timeout = configuration.log().timeout();
    ServiceTelemetry telemetry =
        ServiceTelemetry.of(NAME, configuration.serviceVersion(), configuration.log());
    WorkerMetrics metrics = WorkerMetrics.register(telemetry.registry());
    TaskRunner tasks = runner.apply(telemetry.registry());
    RedisClient client = RedisLink.client(redis, timeout, telemetry.redis()::installOn);
    parts.add("Redis client", () -> RedisLink.shutdown(client));
    RedisLink link = parts.add("Redis", RedisLink.open(client, redis, "tasks", timeout));
    RedisLink waiting = parts.add("waits", RedisLink.open(client, redis, "new tasks", timeout));
    waiting.awaitConnection(FIRST_CONNECTION);
    link.awaitConnection(FIRST_CONNECTION);
    RedisWatch watch = parts.add("watch of Redis", telemetry.watch(client, redis));
    String consumer = "workers-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID();
    Deliveries deliveries =
        Deliveries.of(link, waiting, configuration.log(), consumer, Clock.systemUTC());
    WorkerSettings settings = configuration.workers();
    Work work = Work.of(deliveries, tasks, settings, metrics);
    metrics.show(telemetry.registry(), work.pool(), () -> work.inFlight().size());
    MetricsPage page = new MetricsPage(telemetry.registry());
    WorkersServer server =
        WorkersServer.start(
            configuration.http(),
            new StatsPage(
                consumer,
                work.pool(),
                work.inFlight(),
                Submissions.of(link, configuration.log(), Clock.systemUTC())),
            health(work, watch),
            page,
            telemetry.http());
    work.start();
    URI uri = Service.uri(configuration.http().host(), server.port());
    return new Workers(uri, page, work, server, parts);
  }

  private static Health health(Work work, RedisWatch watch) {
    Map<String, BooleanSupplier> ready = new LinkedHashMap<>();
    ready.put("redis", () -> watch.isUp().orElse(false));
    ready.put("intake", work::isTaking);
    return new Health(Map.of("loops", work::isAlive), ready);
  }

  @Override
  public URI uri() {
    return uri;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      work.stop();
      lastMetrics = page.text();
      server.close();
      parts.close();
    }
  }

  @Override
  public synchronized String lastMetrics() {
    return lastMetrics;
  }
}

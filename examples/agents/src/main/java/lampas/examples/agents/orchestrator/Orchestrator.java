package lampas.examples.agents.orchestrator;

import io.lettuce.core.RedisClient;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import lampas.examples.agents.config.AgentsConfiguration;
import lampas.examples.agents.queue.Submissions;
import lampas.examples.agents.redis.RedisLink;
import lampas.examples.agents.service.Health;
import lampas.examples.agents.service.MetricsPage;
import lampas.examples.agents.service.Parts;
import lampas.examples.agents.service.Service;
import lampas.examples.agents.telemetry.OrchestratorMetrics;
import lampas.examples.agents.telemetry.ServiceTelemetry;
import lampas.metrics.redis.RedisWatch;

/** The orchestrator, from its HTTP server to its Redis. Thread-safe. */
public final class Orchestrator implements Service {
  /** The value of the label {@code service}. */
  public static final String NAME = "orchestrator";

  private static final Duration WORKERS_SEEN = Duration.ofSeconds(10);

  /** Where Redis is there, the first request finds it. */
  private static final Duration FIRST_CONNECTION = Duration.ofSeconds(1);

  private final URI uri;
  private final MetricsPage page;
  private final OrchestratorServer server;
  private final Parts parts;
  private String lastMetrics = "";
  private boolean closed;

  private Orchestrator(URI uri, MetricsPage page, OrchestratorServer server, Parts parts) {
    this.uri = uri;
    this.page = page;
    this.server = server;
    this.parts = parts;
  }

  /**
   * Starts it; it listens as soon as this returns, and is ready as soon as Redis answers.
   *
   * @param redis where the log of tasks is
   * @throws lampas.examples.agents.service.ListenException if its port cannot be used
   */
  public static Orchestrator start(AgentsConfiguration configuration, String redis) {
    Parts parts = new Parts();
    try {
      return start(configuration, redis, parts);
    } catch (Throwable failed) {
      parts.close();
      throw failed;
    }
  }

  private static Orchestrator start(AgentsConfiguration configuration, String redis, Parts parts) {
    Duration timeout = configuration.log().timeout();
    ServiceTelemetry telemetry =
        ServiceTelemetry.of(NAME, configuration.serviceVersion(), configuration.log());
    RedisClient client = RedisLink.client(redis, timeout, telemetry.redis()::installOn);
    parts.add("Redis client", () -> RedisLink.shutdown(client));
    RedisLink link = parts.add("Redis", RedisLink.open(client, redis, "tasks", timeout));
    link.awaitConnection(FIRST_CONNECTION);
    RedisWatch watch = parts.add("watch of Redis", telemetry.watch(client, redis));
    Submissions submissions = Submissions.of(link, configuration.log(), Clock.systemUTC());
    OrchestratorMetrics metrics = OrchestratorMetrics.register(telemetry.registry());
    metrics.ask(telemetry.registry(), submissions, WORKERS_SEEN);
    Health health = new Health(Map.of(), Map.of("redis", () -> watch.isUp().orElse(false)));
    MetricsPage page = new MetricsPage(telemetry.registry());
    OrchestratorServer server =
        OrchestratorServer.start(
            configuration.http(),
            new TaskApi(submissions, metrics),
            health,
            page,
            telemetry.http());
    return new Orchestrator(
        Service.uri(configuration.http().host(), server.port()), page, server, parts);
  }

  @Override
  public URI uri() {
    return uri;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      server.close();
      lastMetrics = page.text();
      parts.close();
    }
  }

  @Override
  public synchronized String lastMetrics() {
    return lastMetrics;
  }
}

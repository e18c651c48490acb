package lampas.server.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lampas.client.PrometheusClient;
import lampas.client.Query;
import lampas.model.label.Labels;
import lampas.model.result.QueryResult.Vector;
import lampas.model.series.SampleValue;

/**
 * The agent platform of the examples, which is an orchestrator, workers and a Redis, and a load of
 * tasks on it.
 */
final class AgentPlatform implements Neighbour {
  private static final List<String> PROVEN =
      List.of(
          "asdlc_http_requests_total",
          "asdlc_http_request_duration_seconds_count",
          "asdlc_tasks_submitted_total",
          "asdlc_events_processed_total",
          "tta_workflow_executions_total",
          "tta_cache_hits_total",
          "tta_cache_misses_total",
          "tta_llm_calls_total",
          "tta_llm_tokens_total",
          "tta_llm_cost_total",
          "tta_llm_unpriced_total");

  private static final List<String> SERVICES = List.of("orchestrator", "workers");
  private static final String REDIS_UP = "asdlc_redis_connection_up";
  private static final Duration LONGEST_LOAD = Duration.ofHours(1);
  private static final int HIGHEST_RATE = 200;

  private final ExampleFolder folder;
  private final Map<String, URI> pages = new LinkedHashMap<>();
  private final URI orchestrator;
  private final ExampleProcess platform;
  private final ExampleProcess load;

  private AgentPlatform(ExampleFolder folder, Path jar, int tasksPerSecond, HttpClient http)
      throws IOException {
    this.folder = folder;
    int port = ExampleFolder.freePort();
    int workersPort = ExampleFolder.freePort();
    orchestrator = URI.create("http://127.0.0.1:" + port);
    pages.put(SERVICES.getFirst(), orchestrator.resolve("/metrics"));
    pages.put(SERVICES.getLast(), URI.create("http://127.0.0.1:" + workersPort + "/metrics"));
    platform =
        folder.start(
            "agents",
            jar,
            List.of(
                "--port=" + port,
                "--workers-port=" + workersPort,
                "--data=" + folder.resolve("redis"),
                "--last-metrics=" + folder.resolve("recorded"),
                "--until-end-of-input"));
    try {
      for (URI page : pages.values()) {
        ExampleFolder.awaitOne(http, page, REDIS_UP, platform);
      }
    } catch (DemoException failed) {
      platform.end();
      throw failed;
    }
    load =
        folder.start(
            "tasks",
            jar,
            List.of(
                "load",
                "--url=" + orchestrator,
                "--rate=" + Math.min(tasksPerSecond, HIGHEST_RATE),
                "--for=" + LONGEST_LOAD.toSeconds() + "s",
                "--books=" + folder.resolve("sent")));
  }

  /**
   * Starts both and returns when the services reach Redis.
   *
   * @param jar the packaged example
   */
  static AgentPlatform start(Path jar, int tasksPerSecond, HttpClient http) {
    try {
      return new AgentPlatform(ExampleFolder.create(), jar, tasksPerSecond, http);
    } catch (IOException e) {
      throw new DemoException("the agent platform cannot be started: " + e.getMessage(), e);
    }
  }

  @Override
  public String introduction() {
    return "an agent platform (Redis), its API     " + orchestrator + "/tasks";
  }

  @Override
  public Map<String, URI> pages() {
    return pages;
  }

  @Override
  public List<String> proven() {
    return PROVEN;
  }

  @Override
  public Map<Labels, Double> sent() throws IOException {
    return folder.counts(load, "sent", PROVEN);
  }

  @Override
  public Map<Labels, Double> recorded() throws IOException {
    Map<Labels, Double> recorded = new HashMap<>();
    for (String service : SERVICES) {
      recorded.putAll(folder.counts(platform, "recorded." + service, PROVEN));
    }
    return recorded;
  }

  @Override
  public List<Verdict.Check> checks(PrometheusClient client) {
    List<Verdict.Check> checks = new ArrayList<>();
    checks.add(
        equal(
            client,
            "tasks accepted = events processed = workflow executions",
            List.of(
                "sum(asdlc_tasks_submitted_total{status=\"accepted\"})",
                "sum(asdlc_events_processed_total)",
                "sum(tta_workflow_executions_total)")));
    checks.add(
        equal(
            client,
            "cache hits + misses = lookups",
            List.of(
                "sum(tta_cache_hits_total) + sum(tta_cache_misses_total)",
                "sum(tta_workflow_executions_total{workflow_name=\"lookup\"})")));
    return checks;
  }

  @Override
  public void close() {
    load.end();
    platform.end();
    folder.delete();
  }

  private static Verdict.Check equal(
      PrometheusClient client, String what, List<String> expressions) {
    List<String> values =
        expressions.stream()
            .map(expression -> value(client, expression).map(SampleValue::format).orElse("absent"))
            .toList();
    boolean holds =
        values.stream().distinct().count() == 1
            && !values.contains("absent")
            && !values.contains("0");
    return new Verdict.Check(what, holds, String.join(" = ", values));
  }

  private static Optional<Double> value(PrometheusClient client, String expression) {
    return client.query(Query.instant(expression)).result() instanceof Vector vector
        ? vector.onlyValue()
        : Optional.empty();
  }
}

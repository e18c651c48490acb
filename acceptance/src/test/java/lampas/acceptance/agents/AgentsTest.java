package lampas.acceptance.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lampas.acceptance.peer.Api;
import lampas.acceptance.peer.Command;
import lampas.acceptance.peer.Http;
import lampas.acceptance.peer.Peer;
import lampas.acceptance.peer.Programs;
import lampas.acceptance.peer.Wait;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged platform with a real Redis, scraped by a real Prometheus as {@code lampas
 * scrape-config} says.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AgentsTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String REDIS_UP = "asdlc_redis_connection_up";

  @TempDir private static Path folder;
  private static RedisServer redis;
  private static Peer platform;
  private static Peer prometheus;
  private static URI workers;

  @BeforeAll
  static void start() throws Exception {
    redis = RedisServer.start(folder);
    int port = Peer.freePort();
    int workersPort = Peer.freePort();
    workers = URI.create("http://127.0.0.1:" + workersPort);
    platform =
        Peer.start(
            port,
            "/health/ready",
            folder,
            agents("--redis=" + redis.url(), "--port=" + port, "--workers-port=" + workersPort));
    List<String> generate = new ArrayList<>(Peer.lampasCommand());
    generate.addAll(
        List.of(
            "scrape-config",
            "generate",
            "--interval=1s",
            "orchestrator=127.0.0.1:" + port,
            "workers=127.0.0.1:" + workersPort));
    String jobs = Command.run(LIMIT, "", generate).output();
    prometheus = Peer.prometheus(folder, "global: {scrape_timeout: 1s}\n" + jobs);
    Wait.until("both are scraped", LIMIT, () -> prometheusHas("count(" + REDIS_UP + " == 1)", 2));
  }

  @AfterAll
  static void stop() {
    prometheus.close();
    platform.close();
    redis.close();
  }

  @Test
  @Order(1)
  void whatTheLoadHasInItsBooksIsWhatPrometheusAnswers() throws Exception {
    Path books = folder.resolve("books");

    Command load = load("--rate=60", "--tasks=100", "--books=" + books);

    assertThat(load.exitCode()).as(load.output() + load.errors()).isZero();
    Map<String, Double> sent = books(books);
    assertThat(sent).hasSizeGreaterThan(25).containsKey(event("failure"));
    assertThat(sent.get(event("timeout"))).isPositive();
    Wait.until(
        "the last task is scraped",
        LIMIT,
        () ->
            prometheusHas("sum(asdlc_events_processed_total)", 100)
                && prometheusHas("sum(asdlc_tasks_submitted_total{status=\"accepted\"})", 100));
    Api api = new Api(prometheus.address());
    /* The load asks for its last tasks after they are processed: a scrape may come in between. */
    sent.forEach((series, value) ->
        Wait.until(
            series + " is " + value, LIMIT, () -> isAbout(value, api.vector(series).values())));
    assertThat(api.value("sum(tta_cache_hits_total) + sum(tta_cache_misses_total)"))
        .isEqualTo(api.value("sum(tta_workflow_executions_total{workflow_name=\"lookup\"})"));
  }

  private static boolean isAbout(double value, Collection<String> samples) {
    return samples.size() == 1
        && Math.abs(Double.parseDouble(samples.iterator().next()) - value) <= 1e-11 * value;
  }

  @Test
  @Order(2)
  void promtoolHasNothingToSayAgainstThePages() throws Exception {
    for (URI page : List.of(platform.address().resolve("/metrics"), workers.resolve("/metrics"))) {
      Command check =
          Command.run(
              LIMIT,
              Http.get(page).body(),
              List.of(Programs.require("promtool"), "check", "metrics"));

      assertThat(check.output() + check.errors()).as(page.getPath()).isEmpty();
    }
  }

  @Test
  @Order(3)
  void memoryAndProcessorTimeAreThoseOfTheProcesses() {
    Api api = new Api(prometheus.address());

    assertThat(api.vector("asdlc_process_memory_bytes > 10e6")).hasSize(4);
    assertThat(api.vector("process_cpu_seconds_total > 0.1")).hasSize(2);
    assertThat(api.vector("asdlc_service_info")).hasSize(2).containsValue("1");
  }

  @Test
  @Order(4)
  void aRedisThatIsGoneShowsInTheNextScrapeAndComesBack() throws Exception {
    redis.kill();

    for (URI service : List.of(platform.address(), workers)) {
      assertThat(Http.get(service.resolve("/metrics")).body().lines())
          .filteredOn(line -> line.startsWith(REDIS_UP + "{"))
          .singleElement()
          .asString()
          .endsWith(" 0");
      Http.Answer ready = Http.get(service.resolve("/health/ready"));
      assertThat(ready.status()).isEqualTo(503);
      assertThat(ready.body()).doesNotContain(String.valueOf(redis.port()), "redis://", "\tat ");
      assertThat(Http.get(service.resolve("/health/live")).status()).isEqualTo(200);
    }
    Wait.until("Prometheus knows", LIMIT, () -> prometheusHas("count(" + REDIS_UP + " == 0)", 2));

    redis.startAgain();

    Wait.until("both reach Redis", LIMIT, () -> prometheusHas("count(" + REDIS_UP + " == 1)", 2));
    Command load = load("--rate=40", "--tasks=20");
    assertThat(load.exitCode()).as(load.output() + load.errors()).isZero();
  }

  private static boolean prometheusHas(String expression, int value) {
    return new Api(prometheus.address()).has(expression, String.valueOf(value));
  }

  private static String event(String status) {
    return "asdlc_events_processed_total{service=\"workers\",event_type=\"task\",status=\""
        + status
        + "\"}";
  }

  private static Command load(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(agents("load", "--url=" + platform.address()));
    command.addAll(List.of(arguments));
    return Command.run(LIMIT, "", command);
  }

  private static List<String> agents(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(Programs.java(), "-Xmx256m", "-jar", Programs.agentsJar().toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static Map<String, Double> books(Path file) throws IOException {
    Map<String, Double> values = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      int space = line.lastIndexOf(' ');
      values.put(line.substring(0, space), Double.parseDouble(line.substring(space + 1)));
    }
    return values;
  }
}

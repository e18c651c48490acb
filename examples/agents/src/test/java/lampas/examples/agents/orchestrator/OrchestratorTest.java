package lampas.examples.agents.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lampas.examples.agents.Configurations;
import lampas.examples.agents.Eventually;
import lampas.examples.agents.Http;
import lampas.examples.agents.Scraped;
import lampas.examples.agents.redis.TestRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The orchestrator over HTTP, with a real Redis. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrchestratorTest {
  private static final String REPORT = "{\"workflow\":\"report\",\"input\":{\"topic\":\"tea\"}}";
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final Duration BOUND = Duration.ofSeconds(3);

  private TestRedis redis;
  private Orchestrator orchestrator;
  private URI uri;
  private int turn;

  @BeforeAll
  void startRedis(@TempDir Path folder) {
    redis = TestRedis.ofThisMachine(folder);
  }

  @AfterAll
  void stopRedis() {
    if (redis != null) {
      redis.close();
    }
  }

  @BeforeEach
  void start() {
    orchestrator =
        Orchestrator.start(
            Configurations.with(
                "--prefix", "t" + turn++, "--queue-limit", "3", "--body-bytes", "200"),
            redis.url());
    uri = orchestrator.uri();
  }

  @AfterEach
  void stop() {
    orchestrator.close();
  }

  @Test
  void aTaskIsAcceptedOnceAndCanBeAskedFor() throws Exception {
    Http.Reply first = Http.post(uri, REPORT, "Idempotency-Key", "k");
    Http.Reply again = Http.post(uri, REPORT, "Idempotency-Key", "k");
    String id = id(first);

    assertThat(first.status()).isEqualTo(202);
    assertThat(again.status()).isEqualTo(200);
    assertThat(id(again)).isEqualTo(id);
    assertThat(Http.post(uri, REPORT.replace("tea", "milk"), "Idempotency-Key", "k"))
        .isEqualTo(
            new Http.Reply(
                409,
                """
                {"problems":["Idempotency-Key: of task %s, which asked for something else \
                (expected: the same request, or another key)"]}
                """
                    .formatted(id)));
    Http.Reply found = Http.get(uri, "/tasks/" + id);
    assertThat(found.status()).isEqualTo(200);
    assertThat(found.body())
        .startsWith("{\"id\":\"" + id + "\",\"workflow\":\"report\",\"status\":\"accepted\",");
    assertThat(Http.get(uri, "/tasks/none"))
        .isEqualTo(
            new Http.Reply(
                404,
                "{\"problems\":[\"task: unknown (expected: the id of one that is kept)\"]}\n"));
    assertThat(Http.get(uri, "/stats").body())
        .isEqualTo(
            "{\"unfinished\":1,\"accepted\":1,\"success\":0,\"failure\":0,\"timeout\":0,\"dead_letter\":0}\n");
    Scraped scraped = Scraped.from(uri);
    assertThat(submitted(scraped, "accepted")).isEqualTo(1);
    assertThat(submitted(scraped, "repeated")).isEqualTo(1);
    assertThat(submitted(scraped, "conflict")).isEqualTo(1);
    assertThat(requests(scraped, "POST", "/tasks", "202")).isEqualTo(1);
    assertThat(requests(scraped, "POST", "/tasks", "409")).isEqualTo(1);
    assertThat(requests(scraped, "GET", "/tasks/{id}", "200")).isEqualTo(1);
    assertThat(requests(scraped, "GET", "/tasks/{id}", "404")).isEqualTo(1);
    assertThat(scraped.value("asdlc_active_tasks", "service", "orchestrator")).contains(1.0);
    assertThat(scraped.value("asdlc_active_workers", "service", "orchestrator")).contains(0.0);
  }

  @Test
  void everythingThatIsWrongWithARequestIsNamed() throws Exception {
    assertThat(Http.post(uri, "{\"workflow\":\"reprot\",\"inptu\":1}"))
        .isEqualTo(
            new Http.Reply(
                400,
                """
                {"problems":["inptu: unknown (expected: workflow, input)",\
                "workflow: \\"reprot\\" (did you mean report?)"]}
                """));
    assertThat(
            Http.post(uri, "{\"workflow\":\"slow\",\"input\":{\"milis\":-1,\"millis\":\"x\"}}")
                .body())
        .isEqualTo(
            """
            {"problems":["input.millis: \\"x\\" (expected: a whole number, 0 to 600000)",\
            "input.milis: unknown (did you mean millis?)"]}
            """);
    assertThat(Http.post(uri, "{\"workflow\":\n  oops}").body())
        .isEqualTo(
            "{\"problems\":[\"body: not readable at line 2, column 3 (expected: a JSON object)\"]}\n");
    assertThat(Http.post(uri, "[1]").body())
        .isEqualTo("{\"problems\":[\"body: array (expected: a JSON object)\"]}\n");
    assertThat(Http.post(uri, "{\"workflow\":\"report\",\"workflow\":\"slow\"}").status())
        .isEqualTo(400);
    assertThat(Http.post(uri, REPORT, "Idempotency-Key", "a b").body())
        .isEqualTo(
            "{\"problems\":[\"Idempotency-Key: 3 characters (expected: 1 to 200 printable ones of ASCII)\"]}\n");
    assertThat(Http.post(uri, REPORT.replace("tea", "t".repeat(200))))
        .isEqualTo(
            new Http.Reply(
                413, "{\"problems\":[\"body: more than 200 bytes (expected: no more)\"]}\n"));
    HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString(REPORT);
    assertThat(Http.send(HttpRequest.newBuilder(uri.resolve("/tasks")).POST(body)).status())
        .isEqualTo(415);
    assertThat(Http.send(HttpRequest.newBuilder(uri.resolve("/tasks")).PUT(body)).status())
        .isEqualTo(405);

    Scraped scraped = Scraped.from(uri);
    assertThat(submitted(scraped, "invalid")).isEqualTo(6);
    assertThat(requests(scraped, "POST", "/tasks", "400")).isEqualTo(6);
    assertThat(requests(scraped, "POST", "/tasks", "413")).isEqualTo(1);
    assertThat(requests(scraped, "POST", "/tasks", "415")).isEqualTo(1);
    assertThat(requests(scraped, "PUT", "/tasks", "405")).isEqualTo(1);
    assertThat(scraped.value("asdlc_active_tasks", "service", "orchestrator")).contains(0.0);
  }

  @Test
  void beyondTheLimitClientsAreToldToComeBack() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(Http.post(uri, REPORT).status()).isEqualTo(202);
    }

    assertThat(Http.post(uri, REPORT))
        .isEqualTo(
            new Http.Reply(
                429,
                "{\"problems\":[\"unfinished tasks: 3 (expected: fewer; try again later)\"]}\n"));
    assertThat(submitted(Scraped.from(uri), "refused")).isEqualTo(1);
  }

  @Test
  void pathsThatNobodyKnowsShareOneValueAndScrapesAreNotCounted() throws Exception {
    assertThat(Http.get(uri, "/").status()).isEqualTo(404);
    assertThat(Http.get(uri, "/tasks/a/b").status()).isEqualTo(404);
    assertThat(Http.get(uri, "/tasks/").status()).isEqualTo(404);
    assertThat(Http.get(uri, "/healthy").status()).isEqualTo(404);
    HttpRequest.Builder odd =
        HttpRequest.newBuilder(uri.resolve("/health"))
            .method("ODD", HttpRequest.BodyPublishers.noBody());
    assertThat(Http.send(odd).status()).isEqualTo(405);
    Scraped.from(uri);

    Scraped scraped = Scraped.from(uri);
    assertThat(requests(scraped, "_OTHER", "/health", "405")).isEqualTo(1);
    double unmatched =
        scraped.samples().entrySet().stream()
            .filter(sample -> sample.getKey().metricName().equals("asdlc_http_requests_total"))
            .filter(sample -> sample.getKey().valueOrEmpty("status").equals("404"))
            .mapToDouble(Map.Entry::getValue)
            .sum();
    assertThat(unmatched).isEqualTo(4);
    assertThat(scraped.samples().keySet())
        .noneMatch(labels -> labels.valueOrEmpty("endpoint").contains("metrics"));
  }

  @Test
  void whenRedisIsStoppedThatShowsWithinOneScrapeAndNothingIsHalfAccepted() throws Exception {
    assertThat(Http.get(uri, "/health/ready"))
        .isEqualTo(new Http.Reply(200, "{\"status\":\"healthy\",\"checks\":{\"redis\":\"up\"}}\n"));
    assertThat(up()).isEqualTo(1);
    redis.kill();

    assertThat(up()).isZero();
    assertThat(Scraped.from(uri).names()).doesNotContain("asdlc_active_tasks");
    assertThat(Http.get(uri, "/health/ready"))
        .isEqualTo(
            new Http.Reply(503, "{\"status\":\"unhealthy\",\"checks\":{\"redis\":\"down\"}}\n"));
    assertThat(Http.get(uri, "/health").status()).isEqualTo(503);
    assertThat(Http.get(uri, "/health/live").status()).isEqualTo(200);
    long begun = System.nanoTime();
    Http.Reply refused = Http.post(uri, REPORT, "Idempotency-Key", "k");
    /* At once: nothing waits in here for a Redis that may come back. */
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(900));
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.body())
        .isEqualTo(
            """
            {"problems":["the log of tasks: does not answer (expected: to answer; \
            try again with the same Idempotency-Key)"]}
            """);
    assertThat(Http.get(uri, "/stats").status()).isEqualTo(503);
    assertThat(Http.get(uri, "/tasks/x").status()).isEqualTo(503);

    redis.restart();

    Eventually.holds("ready", () -> Http.get(uri, "/health/ready").status() == 200);
    assertThat(up()).isEqualTo(1);
    Eventually.holds(
        "accepts", () -> Http.post(uri, REPORT, "Idempotency-Key", "k").status() == 202);
    assertThat(Http.get(uri, "/stats").body()).startsWith("{\"unfinished\":1,\"accepted\":1,");
  }

  @Test
  void whenRedisHangsEveryAnswerStillComesInTime() throws Exception {
    redis.freeze();
    try {
      long begun = System.nanoTime();
      assertThat(Http.get(uri, "/health/ready").status()).isEqualTo(503);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(BOUND);
      assertThat(up()).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(BOUND.multipliedBy(2));
      begun = System.nanoTime();
      assertThat(Http.post(uri, REPORT).status()).isEqualTo(503);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(BOUND);
      assertThat(submitted(Scraped.from(uri), "unavailable")).isEqualTo(1);
    } finally {
      redis.thaw();
    }
    Eventually.holds("ready", () -> Http.get(uri, "/health/ready").status() == 200);
  }

  @Test
  void everythingThatTheContractNamesHasSamples() throws Exception {
    Http.post(uri, REPORT);
    Scraped scraped = Scraped.from(uri);

    assertThat(scraped.value("asdlc_service_info", "service", "orchestrator", "version", "0.1.0"))
        .contains(1.0);
    assertThat(memory(scraped, "rss")).isBetween(20e6, 64e9);
    assertThat(memory(scraped, "vms")).isGreaterThan(memory(scraped, "rss"));
    assertThat(
            scraped.value(
                "asdlc_redis_operation_duration_seconds_count",
                "service",
                "orchestrator",
                "operation",
                "evalsha"))
        .hasValueSatisfying(count -> assertThat(count).isPositive());
    assertThat(
            scraped.value(
                "asdlc_http_request_duration_seconds_bucket",
                "service",
                "orchestrator",
                "method",
                "POST",
                "endpoint",
                "/tasks",
                "le",
                "10.0"))
        .contains(1.0);
    assertThat(scraped.value("process_cpu_seconds_total", "service", "orchestrator"))
        .hasValueSatisfying(seconds -> assertThat(seconds).isPositive());
    assertThat(bounds(scraped, "asdlc_http_request_duration_seconds_bucket"))
        .containsExactly(
            "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1.0", "2.5", "5.0", "10.0",
            "+Inf");
    assertThat(bounds(scraped, "asdlc_redis_operation_duration_seconds_bucket"))
        .containsExactly("0.001", "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "+Inf");
    assertThat(scraped.samples().keySet())
        .allMatch(labels -> labels.valueOrEmpty("service").equals("orchestrator"));
    assertThat(types(Http.get(uri, "/metrics").body())).doesNotHaveDuplicates().isNotEmpty();
  }

  @Test
  void noCollectorFailsWithOrWithoutRedis() throws Exception {
    assertThat(failedCollections()).isZero();
    redis.kill();
    assertThat(up()).isZero();
    assertThat(failedCollections()).isZero();
    redis.restart();
  }

  private double failedCollections() throws Exception {
    return Scraped.from(uri).samples().entrySet().stream()
        .filter(sample ->
            sample.getKey().metricName().equals("lampas_metrics_failed_collections_total"))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  private static List<String> types(String page) {
    return page.lines().filter(line -> line.startsWith("# TYPE ")).toList();
  }

  private static List<String> bounds(Scraped scraped, String bucket) {
    return scraped.samples().keySet().stream()
        .filter(labels -> labels.metricName().equals(bucket))
        .map(labels -> labels.valueOrEmpty("le"))
        .distinct()
        .sorted(Comparator.comparingDouble(OrchestratorTest::bound))
        .toList();
  }

  private static double bound(String le) {
    return le.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le);
  }

  private double up() throws Exception {
    return Scraped.from(uri)
        .value("asdlc_redis_connection_up", "service", "orchestrator")
        .orElseThrow();
  }

  private static double memory(Scraped scraped, String type) {
    return scraped
        .value("asdlc_process_memory_bytes", "service", "orchestrator", "type", type)
        .orElseThrow();
  }

  private static double submitted(Scraped scraped, String status) {
    return scraped
        .value("asdlc_tasks_submitted_total", "service", "orchestrator", "status", status)
        .orElseThrow();
  }

  private static double requests(Scraped scraped, String method, String endpoint, String status) {
    return scraped
        .value(
            "asdlc_http_requests_total",
            "service",
            "orchestrator",
            "method",
            method,
            "endpoint",
            endpoint,
            "status",
            status)
        .orElse(0.0);
  }

  private static String id(Http.Reply reply) {
    Matcher id = ID.matcher(reply.body());
    assertThat(id.find()).as(reply.body()).isTrue();
    return id.group(1);
  }
}

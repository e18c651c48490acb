package lampas.client.tikv;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import lampas.client.Backend;
import lampas.client.PrometheusClient;
import lampas.model.time.PrometheusDuration;
import org.junit.jupiter.api.Test;

/** The sample of docs/tikv.md, compiled, and the page's tables. */
class TikvSampleTest {
  private static final Path PAGE = Path.of("../docs/tikv.md");

  private static final String PD =
      "{\"stores\":[{\"store\":{\"id\":1,\"status_address\":\"tikv-0:20180\",\"state_name\":\"Up\"}}]}";
  private static final String NOTHING =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}";

  private static void sample(HttpClient http) {
    // sample begins
    StoreDirectory pd = PdDirectory.of(http, URI.create("http://pd-0:2379"));
    Backend prometheus = PrometheusClient.of(http, URI.create("http://prometheus:9090"));
    TikvCluster cluster = TikvCluster.of(prometheus, pd);
    HealthTracker tracker = HealthTracker.of(HealthSettings.defaults(), Clock.systemUTC());

    ClusterSnapshot snapshot = cluster.snapshot();
    for (StoreMetrics store : snapshot.stores()) {
      System.out.println(store.storeId() + " p99 in ms: " + store.latencyP99Millis());
    }
    tracker.observe(snapshot).forEach(System.out::println);
    // sample ends
  }

  @Test
  void thePageShowsThisVeryCode() throws Exception {
    String source =
        Files.readString(Path.of("src/test/java/lampas/client/tikv/TikvSampleTest.java"));
    String sample =
        source.substring(
            source.indexOf("// sample begins\n") + "// sample begins\n".length(),
            source.indexOf("    // sample ends\n"));

    assertThat(Files.readString(PAGE))
        .contains("```java\n" + sample.stripTrailing().stripIndent() + "\n```");
  }

  @Test
  void theSampleRuns() throws Exception {
    HttpServer proxy =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Set<String> asked = ConcurrentHashMap.newKeySet();
    proxy.createContext(
        "/",
        exchange -> {
          URI uri = exchange.getRequestURI();
          asked.add(uri.getAuthority() + uri.getPath());
          String body = uri.getPath().startsWith("/pd/") ? PD : NOTHING;
          try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length());
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
          }
        });
    proxy.start();
    try (HttpClient http =
        HttpClient.newBuilder().proxy(ProxySelector.of(proxy.getAddress())).build()) {
      sample(http);
    } finally {
      proxy.stop(0);
    }

    assertThat(asked).contains("pd-0:2379/pd/api/v1/stores", "prometheus:9090/api/v1/query");
  }

  @Test
  void thePageListsEveryFieldRuleAndReason() throws Exception {
    List<String> page = Files.readAllLines(PAGE);

    for (StoreField field : StoreField.values()) {
      String row = "| `" + field.text() + "` | " + field.unit() + " | ";
      assertThat(page).anyMatch(line -> line.startsWith(row));
    }
    String rules =
        Arrays.stream(HealthRule.values())
            .map(rule ->
                "| `%s` | %s| %s | %s |"
                    .formatted(
                        rule.text(),
                        rule.defaultLimit().isEmpty()
                            ? ""
                            : number(rule.defaultLimit().getAsDouble()) + " ",
                        PrometheusDuration.format(rule.defaultGrace()),
                        rule.summary()))
            .collect(joining("\n"));
    assertThat(String.join("\n", page)).contains("|---|---|---|---|\n" + rules + "\n\n");
    for (Class<?> reason : Absence.class.getPermittedSubclasses()) {
      String code =
          reason.getSimpleName().replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
      assertThat(page).anyMatch(line -> line.startsWith("| `" + code + "` | "));
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }
}

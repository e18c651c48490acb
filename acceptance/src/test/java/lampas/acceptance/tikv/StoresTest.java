package lampas.acceptance.tikv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code lampas stores} over what a real Prometheus, a real VictoriaMetrics and our server scraped
 * from the pretended cluster, held against what the cluster knows to be true.
 */
class StoresTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final JsonMapper JSON = new JsonMapper();
  private static final String WINDOW = "--window=8s";

  @TempDir private static Path folder;
  private static final List<Peer> STARTED = new ArrayList<>();
  private static URI pd;
  private static URI prometheus;
  private static URI victoria;
  private static URI lampas;

  @BeforeAll
  static void start() throws Exception {
    int port = Peer.freePort();
    pd =
        started(
            Peer.start(
                port,
                "/truth",
                folder,
                List.of(
                    Programs.java(),
                    "-Xmx128m",
                    "-jar",
                    Programs.tikvJar().toString(),
                    "--port=" + port,
                    "--first-status-port=0",
                    "--silent-after=0s",
                    "--restart-after=0s",
                    "--scrape-interval=500ms")));
    String scrape = Http.get(pd.resolve("/scrape.yml")).body();
    prometheus = started(Peer.prometheus(folder, scrape));
    lampas = started(Peer.lampasServer(folder, scrape));
    victoria = started(Peer.victoriaMetrics(folder, scrape)).resolve("/prometheus");
    String silent = address("silent");
    String restarting = address("restarting");
    for (URI backend : backends().values()) {
      waitFor(
          backend,
          "count_over_time(process_cpu_seconds_total{instance=\"" + silent + "\"}[1m])",
          2);
    }
    for (URI backend : backends().values()) {
      waitFor(
          backend,
          "count_over_time(process_cpu_seconds_total{instance=\"" + restarting + "\"}[8s])",
          8);
    }
    command("silent", "silence");
    command("restarting", "restart");
    for (URI backend : backends().values()) {
      waitFor(backend, "up{instance=\"" + silent + "\"} == bool 0", 1);
      waitFor(
          backend,
          "count_over_time(process_cpu_seconds_total{instance=\"" + restarting + "\"}[8s])",
          14);
    }
  }

  @AfterAll
  static void stop() {
    STARTED.reversed().forEach(Peer::close);
  }

  @Test
  void theSnapshotIsWhatTheClusterKnowsToBeTrueOverEveryBackend() {
    JsonNode truth = Http.get(pd.resolve("/truth")).json();
    backends()
        .forEach((name, url) -> {
          /* It leaves NaN out of its answers. */
          boolean leavesNanOut = name.equals("victoria-metrics");
          Differences comparison =
              new Differences(leavesNanOut ? "no_such_series" : "not_a_number");
          List<String> differences = new ArrayList<>();
          boolean[] agreed = new boolean[1];
          long end = System.nanoTime() + LIMIT.toNanos();
          while (!agreed[0] && System.nanoTime() < end) {
            Command stores = stores("--url=" + url, "--pd=" + pd, WINDOW, "--json");
            assertThat(stores.exitCode()).as(name + ": " + stores.errors()).isEqualTo(1);
            differences = comparison.between(truth, JSON.readTree(stores.output()));
            agreed[0] = differences.isEmpty();
          }

          assertThat(differences).as(name).isEmpty();
        });
  }

  @Test
  void theTableShowsEveryStoreItsReasonsAndItsFindings() {
    Command stores = stores("--url=" + prometheus, "--pd=" + pd, WINDOW);

    assertThat(stores.exitCode()).isEqualTo(1);
    assertThat(stores.output().lines().toList())
        .anyMatch(line -> line.matches("STORE +STATE +UP +AGE +QPS +P99 ms .*STATUS ADDRESS"))
        .anyMatch(line -> line.matches("5 +Up +yes .* [0-9.]+ [GT]iB +90 % .*"))
        .anyMatch(
            line -> line.matches("10 +Disconnected +no( +-){9}( +\\d+){2} +" + address("hanging")))
        .contains(
            "  store 12: raftCommitP99Millis: no such series",
            "  store 13: diskCapacityBytes: not a number",
            "  store 15: left out: Tombstone",
            "  store 16: left out: another engine",
            "  firing  store_down       store 10: PD says Disconnected",
            "  firing  disk_full        store 5: disk 90 % full (expected: at most 70 %)");
  }

  @Test
  void storesThatAreWellAreNoFinding() {
    String healthy = address("healthy");

    Command stores = stores("--url=" + prometheus, "--store=1=" + healthy, WINDOW, "--json");

    assertThat(stores.exitCode()).as(stores.output()).isZero();
    JsonNode store = JSON.readTree(stores.output()).at("/stores/0");
    assertThat(store.at("/fields/leaders/absent").asString()).isEqualTo("not_reported");
    assertThat(store.at("/fields/qps/value").asDouble()).isPositive();
  }

  @Test
  void anAddressIsAValueWhateverItSays() {
    Command stores = stores("--url=" + prometheus, "--store=1=x\"} or up{a=\"", WINDOW, "--json");

    assertThat(stores.exitCode()).isEqualTo(1);
    assertThat(JSON.readTree(stores.output()).at("/stores/0/fields/up/absent").asString())
        .isEqualTo("no_such_series");
  }

  @Test
  void aClusterThatCannotBeAskedIsNoEmptyTable() {
    Command withoutPd = stores("--url=" + prometheus, "--pd=http://127.0.0.1:1");
    assertThat(withoutPd.errors()).isEqualTo("lampas: PD: not reachable\n");
    assertThat(withoutPd.output()).isEmpty();
    assertThat(withoutPd.exitCode()).isEqualTo(3);

    Command withoutBackend = stores("--url=http://127.0.0.1:1", "--pd=" + pd);
    assertThat(withoutBackend.errors()).startsWith("lampas: backend: ").hasLineCount(1);
    assertThat(withoutBackend.output()).isEmpty();
    assertThat(withoutBackend.exitCode()).isEqualTo(3);
  }

  private static Map<String, URI> backends() {
    return Map.of("prometheus", prometheus, "victoria-metrics", victoria, "lampas", lampas);
  }

  private static URI started(Peer peer) {
    STARTED.add(peer);
    return peer.address();
  }

  private static void waitFor(URI backend, String expression, int atLeast) {
    Api api = new Api(URI.create(backend + "/"));
    Wait.until(
        expression + " of " + backend.getAuthority(),
        LIMIT,
        () ->
            api.vector(expression).values().stream()
                .anyMatch(value -> Double.parseDouble(value) >= atLeast));
  }

  private static JsonNode store(String condition) {
    for (JsonNode store : Http.get(pd.resolve("/truth")).json().get("stores")) {
      if (store.get("condition").asString().equals(condition)) {
        return store;
      }
    }
    throw new AssertionError("no store is " + condition);
  }

  private static String address(String condition) {
    return store(condition).get("statusAddress").asString();
  }

  private static void command(String condition, String command) {
    String path = "/stores/" + store(condition).get("storeId").asString() + "/" + command;
    assertThat(Http.post(pd, path, Map.of()).status()).as(path).isEqualTo(200);
  }

  private static Command stores(String... arguments) {
    List<String> command = new ArrayList<>(Peer.lampasCommand());
    command.add("stores");
    command.addAll(List.of(arguments));
    try {
      return Command.run(LIMIT, "", command);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}

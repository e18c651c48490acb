package lampas.examples.tikv.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lampas.examples.tikv.store.Condition;
import lampas.examples.tikv.store.PretendedStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ClusterServerTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static PretendedCluster cluster;
  private static ClusterServer server;

  @BeforeAll
  static void start() {
    cluster = PretendedCluster.start(0, 1, 1, Clock.systemUTC(), System::nanoTime);
    server = ClusterServer.start(cluster, 0, Duration.ofSeconds(5), Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    server.close();
    cluster.close();
    HTTP.close();
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = server.uri().resolve(path);
    return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(String path) throws IOException, InterruptedException {
    URI uri = server.uri().resolve(path);
    return HTTP.send(
        HttpRequest.newBuilder(uri).POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
  }

  private static List<String> states(String path) throws IOException, InterruptedException {
    JsonNode answer = new JsonMapper().readTree(get(path).body());
    List<String> states = new ArrayList<>();
    answer.get("stores").forEach(store -> states.add(store.at("/store/state_name").asString()));
    assertThat(answer.get("count").asInt()).isEqualTo(states.size());
    return states;
  }

  @Test
  void pdLeavesTombstonesOutUnlessTheyAreAskedFor() throws Exception {
    assertThat(states("/pd/api/v1/stores")).hasSize(15).contains("Offline", "Disconnected");
    assertThat(states("/pd/api/v1/stores?state=2")).containsExactly("Tombstone");
    assertThat(states("/pd/api/v1/stores?state=0&state=1&state=2")).hasSize(16);
    assertThat(get("/pd/api/v1/stores?state=9").statusCode()).isEqualTo(500);
  }

  @Test
  void sizesAreRoundedAsPdDoes() throws Exception {
    JsonNode answer = new JsonMapper().readTree(get("/pd/api/v1/stores").body());

    assertThat(answer.at("/stores/0/status/capacity").asString()).matches("[0-9.]{1,5}[GT]iB");
    assertThat(answer.at("/stores/0/store/status_address").asString())
        .isEqualTo(cluster.stores().getFirst().statusAddress());
  }

  @Test
  void theTruthHasEveryMemberAndTheScrapeConfigurationItsAddress() throws Exception {
    JsonNode truth = new JsonMapper().readTree(get("/truth").body());
    String config = get("/scrape.yml").body();

    assertThat(truth.get("stores")).hasSize(16);
    for (JsonNode store : truth.get("stores")) {
      String address = '"' + store.get("statusAddress").asString() + '"';
      if (store.get("member").asBoolean()) {
        assertThat(config).contains(address);
        assertThat(store.get("fields").size()).isEqualTo(11);
      } else {
        assertThat(config).doesNotContain(address);
      }
    }
  }

  @Test
  void storesAreTheSameForTheSameSeed() {
    try (PretendedCluster same = PretendedCluster.start(0, 1, 1, Clock.systemUTC(), () -> 0);
        PretendedCluster other = PretendedCluster.start(0, 2, 1, Clock.systemUTC(), () -> 0)) {
      assertThat(same.stores())
          .extracting(PretendedStore::profile)
          .isEqualTo(cluster.stores().stream().map(PretendedStore::profile).toList())
          .isNotEqualTo(other.stores().stream().map(PretendedStore::profile).toList());
    }
  }

  @Test
  void aStoreCanBeMadeToRestartAndToFallSilent() throws Exception {
    PretendedStore silent = cluster.stores(Condition.SILENT).getFirst();

    assertThat(post("/stores/" + silent.id() + "/silence").statusCode()).isEqualTo(200);

    assertThat(silent.isServing()).isFalse();
    JsonNode truth = new JsonMapper().readTree(get("/truth").body());
    JsonNode store = truth.get("stores").get((int) silent.id() - 1);
    assertThat(store.at("/fields/qps").asString()).isEqualTo("scrape_failed");
    assertThat(store.at("/findings/0").asString()).isEqualTo("not_observed");
    assertThat(post("/stores/" + silent.id() + "/restart").statusCode()).isEqualTo(200);
    assertThat(silent.isServing()).isTrue();
    assertThat(post("/stores/99/restart").statusCode()).isEqualTo(404);
    assertThat(get("/stores/1/restart").statusCode()).isEqualTo(404);
    assertThat(get("/").body()).contains("/truth");
  }
}

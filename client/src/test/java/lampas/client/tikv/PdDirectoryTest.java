package lampas.client.tikv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PdDirectoryTest {
  private static final String STORES =
      """
      {
        "count": 2,
        "stores": [
          {
            "store": {
              "id": 5,
              "address": "tikv-0:20160",
              "labels": [{"key": "zone", "value": "z1"}, {"key": "host", "value": "a"}],
              "version": "8.5.1",
              "status_address": "tikv-0:20180",
              "git_hash": "4c5ff2f0d5b2e1f1bd4e8ba1a9b4bb0d4ba9e47b",
              "start_timestamp": 1784900000,
              "last_heartbeat": 1784936045511041818,
              "state_name": "Up"
            },
            "status": {
              "capacity": "1.819TiB",
              "available": "1.2TiB",
              "used_size": "412.3GiB",
              "leader_count": 1042,
              "leader_weight": 2.5,
              "leader_score": 1042,
              "region_count": 3107,
              "slow_trend": {"cause_value": 250.5, "cause_rate": 0},
              "start_ts": "2026-07-24T13:33:20+08:00",
              "last_heartbeat_ts": "2026-07-24T23:34:05.511041818+08:00",
              "uptime": "10h0m45.511041818s"
            }
          },
          {
            "store": {
              "id": 18446744073709551615,
              "address": "tikv-9:20160",
              "state": 2,
              "labels": null,
              "state_name": "Tombstone"
            },
            "status": {"capacity": "0B", "start_ts": "1970-01-01T00:00:00Z"}
          }
        ]
      }
      """;

  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<HttpServer> servers = new ArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    servers.forEach(server -> server.stop(0));
    threads.shutdownNow();
    http.close();
  }

  private URI serving(HttpHandler handler) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          try (exchange) {
            handler.handle(exchange);
          }
        });
    server.start();
    servers.add(server);
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private URI answering(int status, String body) throws IOException {
    return serving(exchange -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    });
  }

  private static URI nobody() {
    /* Port 1 of loopback is nobody's on any machine that runs tests. */
    return URI.create("http://127.0.0.1:1");
  }

  private DirectoryException failure(PdSettings settings, URI... endpoints) {
    PdDirectory directory = PdDirectory.of(http, List.of(endpoints), settings);
    try {
      directory.stores();
    } catch (DirectoryException failed) {
      return failed;
    }
    throw new AssertionError("no failure");
  }

  @Test
  void storesAreReadAsPdWritesThemTombstonesToo() throws Exception {
    List<Store> stores = PdDirectory.of(http, answering(200, STORES)).stores();

    assertThat(asked).containsExactly("GET /pd/api/v1/stores?state=0&state=1&state=2");
    assertThat(stores)
        .containsExactly(
            new Store(
                "5",
                Optional.of("tikv-0:20160"),
                Optional.of("tikv-0:20180"),
                StoreState.UP,
                Map.of("zone", "z1", "host", "a"),
                OptionalLong.of(1042),
                OptionalDouble.of(2.5),
                OptionalLong.of(3107),
                Optional.of(Instant.parse("2026-07-24T05:33:20Z")),
                Optional.of(Instant.parse("2026-07-24T15:34:05.511041818Z"))),
            new Store(
                "18446744073709551615",
                Optional.of("tikv-9:20160"),
                Optional.empty(),
                StoreState.TOMBSTONE,
                Map.of(),
                OptionalLong.empty(),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void endpointsAreAskedInTurnAndTheNextTimeTheGoodOneFirst() throws Exception {
    URI sick = answering(503, "no leader");
    URI good = answering(200, STORES);
    PdDirectory directory = PdDirectory.of(http, nobody(), sick, good);

    assertThat(directory.stores()).hasSize(2);
    assertThat(asked).hasSize(2);
    assertThat(directory.stores()).hasSize(2);
    assertThat(asked).hasSize(3);
  }

  @Test
  void ifNoneAnswersEachFailureIsTold() throws Exception {
    DirectoryException failed =
        failure(
            PdSettings.defaults(), nobody(), answering(503, "no leader"), answering(200, "<html>"));

    assertThat(failed.failures())
        .containsExactly(
            new DirectoryFailure.Unreachable(),
            new DirectoryFailure.Refused(503),
            new DirectoryFailure.Unreadable("malformed JSON"));
    assertThat(failed)
        .hasMessage(
            "PD, 3 endpoints: not reachable; status 503 (expected: 200); malformed JSON (expected:"
                + " the list of stores as PD has it in JSON)");
  }

  @Test
  void anAnswerThatStopsHalfWayIsLate() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    URI slow =
        serving(exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          try {
            end.await();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
        });
    Duration timeout = Duration.ofMillis(500);

    DirectoryException failed = failure(PdSettings.defaults().withTimeout(timeout), slow);
    end.countDown();

    assertThat(failed.failures()).containsExactly(new DirectoryFailure.TimedOut(timeout));
    assertThat(failed).hasMessage("PD: no complete answer (expected: within 500 ms)");
  }

  @Test
  void anAnswerThatIsTooLargeIsNotRead() throws Exception {
    DirectoryException failed =
        failure(PdSettings.defaults().withMaximumAnswerBytes(100), answering(200, STORES));

    assertThat(failed.failures()).containsExactly(new DirectoryFailure.TooLarge(100));
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    URI elsewhere = answering(200, STORES);
    URI redirecting =
        serving(exchange -> {
          exchange.getResponseHeaders().set("Location", elsewhere.toString());
          exchange.sendResponseHeaders(307, -1);
        });

    assertThat(failure(PdSettings.defaults(), redirecting).failures())
        .containsExactly(new DirectoryFailure.Refused(307));
    assertThat(asked).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"stores\": {}}",
        "{\"stores\": [1]}",
        "{\"stores\": [{}]}",
        "{\"stores\": [{\"store\": {\"id\": \"1\"}}]}",
        "{\"stores\": [{\"store\": {\"id\": 1.5}}]}",
        "{\"stores\": [{\"store\": {\"id\": 1, \"status_address\": 5}}]}",
        "{\"stores\": [{\"store\": {\"id\": 1}, \"status\": {\"leader_count\": \"many\"}}]}",
        "{\"stores\": [{\"store\": {\"id\": 1}, \"status\": {\"leader_count\": 1e400}}]}",
        "{\"stores\": [{\"store\": {\"id\": 1}, \"status\": {\"start_ts\": \"noon\"}}]}",
        "{\"stores\": [{\"store\": {\"id\": 1}}, {\"store\": {\"id\": 1}}]}",
        "{\"stores\": [{\"store\": {\"id\": 1}}"
      })
  void whatIsNotAListOfStoresIsNoEmptyList(String body) throws Exception {
    assertThat(failure(PdSettings.defaults(), answering(200, body)).failures())
        .singleElement()
        .isInstanceOf(DirectoryFailure.Unreadable.class);
  }

  @Test
  void hostileAddressesAreValues() throws Exception {
    String hostile = "x\\\"} or up{a=\\\"";
    List<Store> stores =
        PdDirectory.of(
                http,
                answering(
                    200,
                    "{\"stores\": [{\"store\": {\"id\": 1, \"status_address\": \""
                        + hostile
                        + "\", \"state_name\": \"Sideways\"}}]}"))
            .stores();

    assertThat(stores.getFirst().statusAddress()).contains("x\"} or up{a=\"");
    assertThat(stores.getFirst().state()).isEqualTo(StoreState.UNKNOWN);
  }

  @Test
  void endpointsThatMakeNoSenseAreRefused() {
    for (String text : List.of("pd:2379", "ftp://pd", "http://pd?x=1", "/pd")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> PdDirectory.of(http, URI.create(text)))
          .withMessageStartingWith("PD endpoint: ");
    }
    assertThatIllegalArgumentException().isThrownBy(() -> PdDirectory.of(http));
  }

  @Test
  void givenStoresAreUniqueAndGivenAddressesWinOverPds() throws Exception {
    StoreDirectory pd = PdDirectory.of(http, answering(200, STORES));

    assertThat(pd.withStatusAddresses(Map.of("5", "other:1")).stores().getFirst().statusAddress())
        .contains("other:1");
    assertThatExceptionOfType(TikvException.class)
        .isThrownBy(() -> pd.withStatusAddresses(Map.of("6", "other:1")).stores())
        .withMessage("store id: \"6\" (expected: one that PD knows)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StoreDirectory.of(List.of(Store.at("1", "a:1"), Store.at("2", "a:1"))))
        .withMessage("status address: \"a:1\" comes twice (expected: once)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StoreDirectory.of(List.of(Store.at("1", "a:1"), Store.at("1", "b:1"))))
        .withMessage("store id: \"1\" comes twice (expected: once)");
    assertThatIllegalArgumentException().isThrownBy(() -> StoreDirectory.of(List.of()));
  }
}

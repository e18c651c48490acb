package lampas.client.tikv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import lampas.client.ClientFailure;
import lampas.client.PrometheusClient;
import lampas.client.RequestException;
import org.junit.jupiter.api.Test;

class AsyncTikvClusterTest {
  private static final String ADDRESS = "tikv-0:20180";
  private static final StoreDirectory STORES = StoreDirectory.of(List.of(Stores.up("1", ADDRESS)));

  private final ClusterBackend backend = new ClusterBackend().withHealthy(ADDRESS);
  private final AsyncTikvCluster cluster =
      AsyncTikvCluster.of(
          TikvCluster.of(
              backend,
              STORES,
              SnapshotSettings.defaults(),
              Clock.fixed(ClusterBackend.NOW, ZoneOffset.UTC)));

  @Test
  void everyCallGivesWhatTheBlockingOneGives() throws Exception {
    assertThat(cluster.snapshot().get(20, TimeUnit.SECONDS).stores()).hasSize(1);
    assertThat(cluster.storeMetrics("tikv-0:20160").get(20, TimeUnit.SECONDS).qps())
        .isEqualTo(Reading.of(250));
    assertThat(cluster.storeMetrics(Stores.up("1", ADDRESS)).get(20, TimeUnit.SECONDS).storeId())
        .isEqualTo("1");
    assertThat(cluster.metricValue("up{}").get(20, TimeUnit.SECONDS))
        .isEqualTo(OptionalDouble.of(1));
    assertThat(cluster.instantQuery("up{}").get(20, TimeUnit.SECONDS).warnings()).isEmpty();
  }

  @Test
  void anErrorHasPrometheussOwnTypeAndMessage() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body =
              "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"unexpected end\"}"
                  .getBytes(StandardCharsets.UTF_8);
          try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(400, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      AsyncTikvCluster remote =
          AsyncTikvCluster.of(TikvCluster.of(PrometheusClient.of(http, url), STORES));

      assertThatThrownBy(() -> remote.metricValue("sum(").get(20, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOfSatisfying(
              RequestException.class,
              failed ->
                  assertThat(failed.failure())
                      .isEqualTo(new ClientFailure.Refused(400, "bad_data", "unexpected end")));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void cancellingInterruptsTheCall() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    backend.changing(
        SnapshotQuery.UP,
        answer -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException cancelled) {
            interrupted.countDown();
          }
          return answer;
        });

    CompletableFuture<ClusterSnapshot> snapshot = cluster.snapshot();
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    snapshot.cancel(true);

    assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
  }
}

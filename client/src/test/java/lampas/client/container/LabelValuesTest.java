package lampas.client.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lampas.client.PrometheusClient;
import org.junit.jupiter.api.Test;

/** How values of labels are asked for over HTTP. */
class LabelValuesTest {
  @Test
  void theSelectorStandsInTheUrlAndTheBodyIsEmpty() throws Exception {
    List<String> requests = new ArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          requests.add(
              exchange.getRequestMethod()
                  + " "
                  + URLDecoder.decode(
                      exchange.getRequestURI().getRawPath()
                          + "?"
                          + exchange.getRequestURI().getRawQuery(),
                      StandardCharsets.UTF_8)
                  + " "
                  + body.length);
          byte[] answer =
              "{\"status\":\"success\",\"data\":[\"mem\"]}".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      ContainerMetrics containers =
          ContainerMetrics.of(
              PrometheusClient.of(http, base),
              ContainerMetricTable.standard(),
              ContainerSettings.defaults(),
              Clock.fixed(Instant.ofEpochSecond(10_000), ZoneOffset.UTC));

      assertThat(
              containers.values(ContainerLabel.METRIC_NAME, Map.of(ContainerLabel.AGENT, "a\"1")))
          .containsExactly("mem");
      assertThat(requests)
          .containsExactly(
              "GET /api/v1/label/container_metric_name/values?match[]="
                  + "backendai_container_utilization{agent_id=\"a\\\"1\"}&start=6400&end=10000 0");
    } finally {
      server.stop(0);
    }
  }
}

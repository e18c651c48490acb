import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lampas.client.PrometheusClient;
import lampas.server.http.Endpoint;
import lampas.server.http.HttpServer;
import lampas.server.http.HttpSettings;
import lampas.server.http.Reply;
import lampas.server.http.RequestObserver;
import lampas.server.view.MetricsView;
import lampas.server.view.ViewSettings;

/** Views of several backends, started from source: port, URL, port, URL, … */
public class ViewProgram {
  public static void main(String[] arguments) throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    for (int i = 0; i < arguments.length; i += 2) {
      ViewSettings settings =
          ViewSettings.fromEnvironment(Map.of("VICTORIAMETRICS_URL", arguments[i + 1]))
              .withAges(Duration.ofSeconds(5), Duration.ofHours(1));
      URI backend = settings.backend().orElseThrow();
      List<Endpoint> endpoints =
          new ArrayList<>(
              MetricsView.endpoints(
                  PrometheusClient.of(http, backend), settings, Clock.systemUTC()));
      endpoints.add(Endpoint.get("/-/ready", call -> Reply.text(200, "ready")));
      HttpServer.start(
          HttpSettings.defaults().withAddress("127.0.0.1", Integer.parseInt(arguments[i])),
          endpoints,
          RequestObserver.NONE);
    }
    Thread.currentThread().join();
  }
}

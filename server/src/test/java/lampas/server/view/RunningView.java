package lampas.server.view;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import lampas.client.Backend;
import lampas.server.http.HttpServer;
import lampas.server.http.HttpSettings;
import lampas.server.http.RequestObserver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The views behind the real HTTP server, at a fixed time. */
final class RunningView implements AutoCloseable {
  /** The time that the views take for now. */
  static final Instant NOW = Instant.ofEpochSecond(600);

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  private RunningView(HttpServer server) {
    this.server = server;
  }

  static RunningView over(Backend backend) {
    return over(backend, ViewSettings.defaults());
  }

  static RunningView over(Backend backend, ViewSettings settings) {
    return new RunningView(
        HttpServer.start(
            HttpSettings.defaults(),
            MetricsView.endpoints(backend, settings, Clock.fixed(NOW, ZoneOffset.UTC)),
            RequestObserver.NONE));
  }

  /** What came back. */
  record Answer(int status, String body) {
    JsonNode json() {
      return JSON.readTree(body);
    }

    /** The message of an error, with its type in front. */
    String error() {
      return json().get("errorType").asString() + " " + json().get("error").asString();
    }
  }

  /** GET of a path with parameters: name, value, name, value. */
  Answer get(String path, String... parameters) {
    StringBuilder url = new StringBuilder(server.uri() + "/api/metrics/" + path);
    for (int i = 0; i < parameters.length; i += 2) {
      url.append(i == 0 ? '?' : '&').append(parameters[i]).append('=');
      url.append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
    }
    try {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(URI.create(url.toString())).build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException failed) {
      throw new AssertionError(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}

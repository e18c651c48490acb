package lampas.acceptance.peer;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks over HTTP. */
public final class Http {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private static final JsonMapper JSON = new JsonMapper();

  private Http() {}

  /** What came back. */
  public record Answer(int status, String contentType, String body) {
    public JsonNode json() {
      return JSON.readTree(body);
    }
  }

  public static Answer get(URI uri) {
    return tryGet(uri).orElseThrow(() -> new AssertionError(uri + " does not answer"));
  }

  /** Empty if nobody answers. */
  public static Optional<Answer> tryGet(URI uri) {
    return send(HttpRequest.newBuilder(uri));
  }

  public static Answer get(URI uri, String header, String value) {
    return send(HttpRequest.newBuilder(uri).header(header, value)).orElseThrow();
  }

  /** GET with parameters in the address. */
  public static Answer get(URI base, String path, Map<String, String> parameters) {
    return get(base.resolve(path + "?" + form(parameters)));
  }

  /** POST of a form. */
  public static Answer post(URI base, String path, Map<String, String> parameters) {
    return send(HttpRequest.newBuilder(base.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form(parameters))))
        .orElseThrow();
  }

  private static String form(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(entry ->
            entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static Optional<Answer> send(HttpRequest.Builder request) {
    try {
      var response =
          CLIENT.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
      String type = response.headers().firstValue("Content-Type").orElse("");
      return Optional.of(new Answer(response.statusCode(), type, response.body()));
    } catch (IOException nobodyThere) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}

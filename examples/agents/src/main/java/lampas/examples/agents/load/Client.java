package lampas.examples.agents.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the orchestrator and writes every answer into the books. Thread-safe.
 *
 * @param orchestrator where it listens
 */
record Client(HttpClient http, URI orchestrator, Books books) {
  static final String TASKS = "/tasks";
  static final String TASK = "/tasks/{id}";

  /** The endpoint of what no route takes. */
  static final String UNMATCHED = "unmatched";

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration ANSWER = Duration.ofSeconds(30);

  /** An answer. */
  record Reply(int status, JsonNode body) {}

  /** Asks for a task; {@code key} is its idempotency key. */
  Reply submit(String body, String key) throws IOException, InterruptedException {
    return send(
        TASKS,
        request(TASKS)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /** Reads a path, which the orchestrator knows under a template. */
  Reply read(String path, String endpoint) throws IOException, InterruptedException {
    return send(endpoint, request(path).build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(orchestrator.resolve(path)).timeout(ANSWER);
  }

  private Reply send(String endpoint, HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    books.answered(request.method(), endpoint, answer.statusCode());
    return new Reply(answer.statusCode(), JSON.readTree(answer.body()));
  }
}

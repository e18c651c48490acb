package lampas.examples.agents.service;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer to a request.
 *
 * @param headers but for the content type
 */
public record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {
  private static final JsonMapper JSON = JsonMapper.shared();

  public Answer {
    headers = Map.copyOf(headers);
  }

  /** An empty JSON object, to be filled. */
  public static ObjectNode object() {
    return JSON.createObjectNode();
  }

  public static Answer json(int status, JsonNode body) {
    byte[] bytes = (JSON.writeValueAsString(body) + "\n").getBytes(StandardCharsets.UTF_8);
    return new Answer(status, "application/json", bytes, Map.of());
  }

  /** What went wrong, each thing as a message of its own. */
  public static Answer problems(int status, List<String> messages) {
    ObjectNode body = object();
    ArrayNode problems = body.putArray("problems");
    messages.forEach(problems::add);
    return json(status, body);
  }

  public static Answer problem(int status, String message) {
    return problems(status, List.of(message));
  }

  /** The same with one more header. */
  public Answer with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new Answer(status, contentType, body, more);
  }
}

package lampas.examples.agents.service;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An answer to a request. Immutable. */
public final class Answer {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final int status;
  private final String contentType;
  private final byte[] body;
  private final Map<String, String> headers;

  private Answer(int status, String contentType, byte[] body, Map<String, String> headers) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
    this.headers = Map.copyOf(headers);
  }

  /** An answer of 200; the bytes are its own from now on. */
  static Answer ok(String contentType, byte[] body) {
    return new Answer(200, contentType, body, Map.of());
  }

  public int status() {
    return status;
  }

  public String contentType() {
    return contentType;
  }

  /** All headers but the content type. */
  public Map<String, String> headers() {
    return headers;
  }

  /** How many bytes the body has. */
  public int length() {
    return body.length;
  }

  public void writeTo(OutputStream out) throws IOException {
    out.write(body);
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

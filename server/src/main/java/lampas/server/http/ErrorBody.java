package lampas.server.http;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** Errors as Prometheus's HTTP API writes them, for all endpoints. */
final class ErrorBody {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private ErrorBody() {}

  static Reply reply(HttpProblem problem) {
    Map<String, String> headers = new HashMap<>(problem.headers());
    headers.put("Content-Type", "application/json");
    return new Reply(
        problem.status(),
        headers,
        out -> {
          try (JsonGenerator json =
              FACTORY.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringProperty("status", "error");
            json.writeStringProperty("errorType", problem.errorType());
            json.writeStringProperty("error", problem.getMessage());
            json.writeEndObject();
          }
        });
  }
}

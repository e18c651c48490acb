package lampas.server.view;

import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lampas.model.label.Labels;
import lampas.server.http.Reply;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** Writes the views' answers. */
final class ViewJson {
  /* An answer that breaks off must not be closed as if it were whole. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
          .build();

  /** Writes into an object. */
  @FunctionalInterface
  interface Properties {
    void write(JsonGenerator json);
  }

  private ViewJson() {}

  /** An object as the whole answer. */
  static Reply object(int status, Properties properties) {
    return new Reply(
        status,
        Map.of("Content-Type", "application/json", "Cache-Control", "no-store"),
        out -> write(out, properties));
  }

  /** {@code {"status": "success", "data": {…}}}, with what the backend remarked. */
  static Reply success(Properties data, List<String> warnings, boolean partial) {
    return object(
        200,
        json -> {
          json.writeStringProperty("status", "success");
          json.writeObjectPropertyStart("data");
          data.write(json);
          json.writeEndObject();
          texts(json, "warnings", warnings);
          if (partial) {
            json.writeBooleanProperty("isPartial", true);
          }
        });
  }

  /** A list of texts, left out if there are none. */
  static void texts(JsonGenerator json, String name, List<String> texts) {
    if (!texts.isEmpty()) {
      json.writeArrayPropertyStart(name);
      texts.forEach(json::writeString);
      json.writeEndArray();
    }
  }

  static void time(JsonGenerator json, Instant time) {
    json.writeNumberProperty("time", time.toEpochMilli() / 1000.0);
  }

  /** How old the newest sample is; null if there is none. */
  static void age(JsonGenerator json, Optional<Duration> age) {
    if (age.isPresent()) {
      json.writeNumberProperty("ageSeconds", age.get().toMillis() / 1000.0);
    } else {
      json.writeNullProperty("ageSeconds");
    }
  }

  static void labels(JsonGenerator json, Labels labels) {
    json.writeObjectPropertyStart("labels");
    labels.forEach(json::writeStringProperty);
    json.writeEndObject();
  }

  /** Why there is no value. */
  static void absent(JsonGenerator json, String reason, String message) {
    json.writeObjectPropertyStart("absent");
    json.writeStringProperty("reason", reason);
    json.writeStringProperty("message", message);
    json.writeEndObject();
  }

  private static void write(OutputStream out, Properties properties) {
    try (JsonGenerator json =
        FACTORY.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
      json.writeStartObject();
      properties.write(json);
      json.writeEndObject();
    }
  }
}

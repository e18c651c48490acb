package lampas.server.api;

import java.util.List;
import lampas.server.http.Reply;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** Successful answers: the envelope around the data, written while it is sent. */
final class ApiReply {
  static final String CONTENT_TYPE = "application/json";

  /** Said when a {@code limit} left something out; Prometheus's words. */
  static final String TRUNCATED = "results truncated due to limit";

  /* An answer that breaks off must not be closed as if it were whole. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
          .build();

  /** Writes one JSON value. */
  @FunctionalInterface
  interface Data {
    void writeTo(JsonGenerator json);
  }

  private ApiReply() {}

  static Reply of(Data data) {
    return of(data, List.of(), List.of());
  }

  static Reply of(Data data, List<String> warnings, List<String> infos) {
    return Reply.of(
        CONTENT_TYPE,
        out -> {
          try (JsonGenerator json =
              FACTORY.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringProperty("status", "success");
            json.writeName("data");
            data.writeTo(json);
            texts(json, "warnings", warnings);
            texts(json, "infos", infos);
            json.writeEndObject();
          }
        });
  }

  /** The first {@code limit} of some texts; all if the limit is 0. */
  static Reply ofTexts(List<String> texts, int limit) {
    boolean cut = limit > 0 && texts.size() > limit;
    List<String> kept = cut ? texts.subList(0, limit) : texts;
    return of(
        json -> {
          json.writeStartArray();
          kept.forEach(json::writeString);
          json.writeEndArray();
        },
        cut ? List.of(TRUNCATED) : List.of(),
        List.of());
  }

  private static void texts(JsonGenerator json, String name, List<String> texts) {
    if (!texts.isEmpty()) {
      json.writeName(name);
      json.writeStartArray();
      texts.forEach(json::writeString);
      json.writeEndArray();
    }
  }
}

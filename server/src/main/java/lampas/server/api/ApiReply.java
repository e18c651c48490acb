package lampas.server.api;

import java.util.List;
import lampas.server.http.Reply;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** Successful answers: the envelope around the data, written while it is sent. */
public final class ApiReply {
  static final String CONTENT_TYPE = "application/json";

  /** Said when a {@code limit} left something out; Prometheus's words. */
  static final String TRUNCATED = "results truncated due to limit";

  /* As many as Prometheus sends; what is more is counted. */
  private static final int MOST_REMARKS = 10;

  /* An answer that breaks off must not be closed as if it were whole. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
          .build();

  /** Writes one JSON value. */
  @FunctionalInterface
  public interface Data {
    void writeTo(JsonGenerator json);
  }

  private ApiReply() {}

  public static Reply of(Data data) {
    return of(data, List.of(), List.of());
  }

  public static Reply of(Data data, List<String> warnings, List<String> infos) {
    return of(data, warnings, infos, json -> {});
  }

  /** An answer with more properties of the envelope than Prometheus's. */
  public static Reply of(Data data, List<String> warnings, List<String> infos, Data more) {
    return Reply.of(
        CONTENT_TYPE,
        out -> {
          try (JsonGenerator json =
              FACTORY.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringProperty("status", "success");
            json.writeName("data");
            data.writeTo(json);
            remarks(json, "warning", warnings);
            remarks(json, "info", infos);
            more.writeTo(json);
            json.writeEndObject();
          }
        });
  }

  /** The first {@code limit} of some texts; all if the limit is 0. */
  public static Reply ofTexts(List<String> texts, int limit) {
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

  private static void remarks(JsonGenerator json, String kind, List<String> remarks) {
    if (remarks.isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart(kind + "s");
    remarks.stream().limit(MOST_REMARKS).forEach(json::writeString);
    if (remarks.size() > MOST_REMARKS) {
      json.writeString(
          "%d more %s annotations omitted".formatted(remarks.size() - MOST_REMARKS, kind));
    }
    json.writeEndArray();
  }
}

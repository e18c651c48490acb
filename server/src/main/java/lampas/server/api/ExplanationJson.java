package lampas.server.api;

import java.util.List;
import lampas.model.result.EmptyReason;
import tools.jackson.core.JsonGenerator;

/**
 * Why an answer is empty, as the property {@code explanation} beside {@code data}. Prometheus has
 * none; its clients leave aside what they do not know.
 */
public final class ExplanationJson {
  private ExplanationJson() {}

  /** Writes the property, if there is something to explain. */
  public static void write(List<EmptyReason> reasons, JsonGenerator json) {
    if (reasons.isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart("explanation");
    for (EmptyReason reason : reasons) {
      json.writeStartObject();
      json.writeStringProperty("reason", reason.kind().text());
      json.writeStringProperty("expression", ResultJson.wellFormed(reason.expression()));
      json.writeNumberProperty("start", reason.start());
      json.writeNumberProperty("end", reason.end());
      json.writeStringProperty("message", ResultJson.wellFormed(reason.message()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}

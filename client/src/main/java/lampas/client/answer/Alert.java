package lampas.client.answer;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lampas.model.label.Labels;

/**
 * An alert that is pending or firing.
 *
 * @param activeAt since when its condition holds
 * @param value of its expression
 */
public record Alert(
    Labels labels,
    Map<String, String> annotations,
    AlertState state,
    Optional<Instant> activeAt,
    double value) {
  public Alert {
    annotations = Map.copyOf(annotations);
  }

  /** Reads {@code data} of {@code /api/v1/alerts}. */
  public static List<Alert> read(JsonValue data) {
    return Fields.of(data).list("alerts", Alert::of);
  }

  static Alert of(Fields fields) {
    return new Alert(
        fields.labels("labels"),
        fields.texts("annotations"),
        AlertState.of(fields.text("state")),
        fields.time("activeAt"),
        fields.sampleValue("value"));
  }
}

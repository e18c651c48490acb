package lampas.client.answer;

import java.util.List;

/**
 * Where a backend sends its alerts.
 *
 * @param active the URLs of those that get them
 * @param dropped the URLs of those that were found and do not
 */
public record Alertmanagers(List<String> active, List<String> dropped) {
  public Alertmanagers {
    active = List.copyOf(active);
    dropped = List.copyOf(dropped);
  }

  /** Reads {@code data} of {@code /api/v1/alertmanagers}. */
  public static Alertmanagers read(JsonValue data) {
    Fields fields = Fields.of(data);
    return new Alertmanagers(
        fields.list("activeAlertmanagers", one -> one.text("url")),
        fields.list("droppedAlertmanagers", one -> one.text("url")));
  }
}

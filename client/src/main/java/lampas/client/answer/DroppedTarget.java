package lampas.client.answer;

import java.util.List;
import lampas.model.label.Labels;

/**
 * A target that was found and is not scraped.
 *
 * @param discoveredLabels what it was found with, such as {@code __address__}
 */
public record DroppedTarget(Labels discoveredLabels) {
  /** Reads {@code data} of {@code /api/v1/targets}. */
  public static List<DroppedTarget> read(JsonValue data) {
    return Fields.of(data)
        .list("droppedTargets", one -> new DroppedTarget(one.labels("discoveredLabels")));
  }
}

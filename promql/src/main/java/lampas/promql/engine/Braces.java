package lampas.promql.engine;

import java.util.StringJoiner;
import lampas.model.label.LabelNames;
import lampas.model.label.LabelText;
import lampas.model.label.Labels;

/** Labels as Prometheus writes them in its error messages: all in braces, the name as well. */
final class Braces {
  private Braces() {}

  static String of(Labels labels) {
    StringJoiner out = new StringJoiner(", ", "{", "}");
    labels.forEach((name, value) ->
        out.add(
            (LabelNames.isLegacyLabelName(name) ? name : LabelText.quote(name))
                + "="
                + LabelText.quote(value)));
    return out.toString();
  }
}

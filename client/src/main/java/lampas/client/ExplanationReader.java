package lampas.client;

import java.util.function.Consumer;
import lampas.model.result.EmptyReason;

/** Reads why an answer is empty; only Lampas says so. */
final class ExplanationReader {
  private EmptyReason.Kind kind = EmptyReason.Kind.GAVE_UP;
  private boolean known;
  private String expression = "";
  private String message = "";
  private int start;
  private int end;

  private ExplanationReader() {}

  /** Reads a list of reasons; those of a kind that is not known here are left aside. */
  static void read(JsonCursor json, Consumer<EmptyReason> reasons) {
    if (json.isNull()) {
      return;
    }
    json.array(() -> {
      ExplanationReader reader = new ExplanationReader();
      json.object(name -> reader.field(name, json));
      if (reader.known) {
        reasons.accept(
            new EmptyReason(
                reader.kind, reader.expression, reader.start, reader.end, reader.message));
      }
    });
  }

  private void field(String name, JsonCursor json) {
    switch (name) {
      case "reason" ->
          EmptyReason.Kind.ofText(json.text())
              .ifPresent(found -> {
                kind = found;
                known = true;
              });
      case "expression" -> expression = json.text();
      case "message" -> message = json.text();
      case "start" -> start = (int) json.number();
      case "end" -> end = (int) json.number();
      default -> json.skip();
    }
  }
}

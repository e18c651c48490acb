package lampas.client.decode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lampas.model.result.EmptyReason;

/** Reads why an answer is empty; only Lampas says so. */
final class ReasonReader {
  private final JsonReader json;

  ReasonReader(JsonReader json) {
    this.json = json;
  }

  /** Reads a list of reasons; those of a kind that is not known here are left aside. */
  List<EmptyReason> read() throws IOException {
    List<EmptyReason> reasons = new ArrayList<>();
    if (json.isNull()) {
      return reasons;
    }
    json.enter('[', "an array of reasons");
    while (json.more(']')) {
      reason().ifPresent(reasons::add);
    }
    return reasons;
  }

  private Optional<EmptyReason> reason() throws IOException {
    Optional<EmptyReason.Kind> kind = Optional.empty();
    String expression = "";
    String message = "";
    int start = 0;
    int end = 0;
    json.enter('{', "a reason");
    while (json.more('}')) {
      switch (json.name()) {
        case "reason" -> kind = EmptyReason.Kind.ofText(json.text("a reason's name"));
        case "expression" -> expression = json.text("an expression");
        case "message" -> message = json.text("a message");
        case "start" -> start = (int) Double.parseDouble(json.number("a position"));
        case "end" -> end = (int) Double.parseDouble(json.number("a position"));
        default -> json.skip();
      }
    }
    EmptyReason.Kind known = kind.orElse(EmptyReason.Kind.GAVE_UP);
    return kind.isEmpty()
        ? Optional.empty()
        : Optional.of(new EmptyReason(known, expression, start, end, message));
  }
}

package lampas.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import lampas.client.JsonCursor.UnexpectedShape;

/**
 * The envelope around every answer: {@code status}, {@code data}, {@code warnings}, and on errors
 * {@code errorType} and {@code error}, in any order.
 */
record Answer<T>(
    boolean success,
    Optional<T> data,
    String errorType,
    String error,
    List<String> warnings,
    List<String> infos) {

  /** Reads an answer; {@code data} reads what is inside. */
  static <T> Answer<T> read(JsonCursor json, Function<JsonCursor, T> data) {
    Collected<T> collected = new Collected<>();
    json.object(name -> collected.field(name, json, data));
    json.end();
    return collected.toAnswer();
  }

  private static final class Collected<T> {
    private String status = "";
    private Optional<T> data = Optional.empty();
    private String errorType = "";
    private String error = "";
    private final List<String> warnings = new ArrayList<>();
    private final List<String> infos = new ArrayList<>();

    void field(String name, JsonCursor json, Function<JsonCursor, T> reader) {
      switch (name) {
        case "status" -> status = json.text();
        case "data" -> data = json.isNull() ? Optional.empty() : Optional.of(reader.apply(json));
        case "errorType" -> errorType = json.text();
        case "error" -> error = json.text();
        case "warnings" -> warnings.addAll(json.isNull() ? List.of() : json.texts());
        case "infos" -> infos.addAll(json.isNull() ? List.of() : json.texts());
        default -> json.skip();
      }
    }

    Answer<T> toAnswer() {
      return switch (status) {
        case "success" -> new Answer<>(true, data, errorType, error, warnings, infos);
        case "error" -> new Answer<>(false, data, errorType, error, warnings, infos);
        default ->
            throw new UnexpectedShape(
                "status \"%s\" in it (expected: success or error)".formatted(status));
      };
    }
  }
}

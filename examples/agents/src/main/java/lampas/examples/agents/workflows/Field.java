package lampas.examples.agents.workflows;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A field of the input of a workflow; all are needed.
 *
 * @param type what it is
 * @param most the greatest number, or how many characters a text may have
 */
public record Field(String name, Type type, int most) {
  /** What a field is. */
  enum Type {
    TEXT,
    NUMBER
  }

  static Field text(String name, int most) {
    return new Field(name, Type.TEXT, most);
  }

  static Field number(String name, int most) {
    return new Field(name, Type.NUMBER, most);
  }

  /** What a value looks like. */
  public String expected() {
    return switch (type) {
      case TEXT -> "a text of 1 to " + most + " characters";
      case NUMBER -> "a whole number, 0 to " + most;
    };
  }

  /** What is wrong with the input in this field. */
  Optional<String> problem(JsonNode input) {
    JsonNode value = input.get(name);
    if (value == null) {
      return Optional.of("input." + name + ": missing (expected: " + expected() + ")");
    }
    boolean right =
        switch (type) {
          case TEXT ->
              value.isString()
                  && !value.stringValue().isBlank()
                  && value.stringValue().length() <= most;
          case NUMBER ->
              value.isIntegralNumber()
                  && value.canConvertToInt()
                  && value.intValue() >= 0
                  && value.intValue() <= most;
        };
    return right
        ? Optional.empty()
        : Optional.of("input." + name + ": " + shown(value) + " (expected: " + expected() + ")");
  }

  private static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }
}

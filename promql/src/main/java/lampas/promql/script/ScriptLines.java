package lampas.promql.script;

import java.util.List;
import java.util.Optional;

/** The lines of a script without comments, one after the other. */
final class ScriptLines {
  private final String name;
  private final List<String> raw;
  private int at = -1;

  ScriptLines(String name, String text) {
    this.name = name;
    this.raw = text.lines().toList();
  }

  /** Goes to the next line that is not empty; false if there is none. */
  boolean nextCommand() {
    do {
      at++;
    } while (at < raw.size() && text(at).isEmpty());
    return at < raw.size();
  }

  /** Goes to the next line of a block, which an empty line or a comment ends. */
  Optional<String> nextOfBlock() {
    if (at + 1 >= raw.size() || text(at + 1).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(text(++at));
  }

  String current() {
    return text(at);
  }

  /** The number of the current line, from 1. */
  int number() {
    return at + 1;
  }

  ScriptException error(String message) {
    return ScriptException.at(name, number(), message);
  }

  /** The same, with the place of the line and of a part of it that is wrong. */
  ScriptException errorAt(String part, int column, String message) {
    int inLine = raw.get(at).indexOf(part) + column;
    return new ScriptException(name + ":" + number() + ":" + inLine + ": " + message);
  }

  private String text(int line) {
    String text = raw.get(line).strip();
    return text.startsWith("#") ? "" : text;
  }
}

package lampas.promql.engine;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import lampas.promql.syntax.Span;

/** What the engine has to say about a query besides its result, each thing once. */
final class Remarks {
  private final String text;
  private final Set<String> warnings = new LinkedHashSet<>();
  private final Set<String> infos = new LinkedHashSet<>();

  /** Remarks on an expression; without its text, empty, they name no positions. */
  Remarks(String text) {
    this.text = text;
  }

  void warn(String message, Span span) {
    warnings.add("PromQL warning: " + message + position(span));
  }

  void inform(String message, Span span) {
    infos.add("PromQL info: " + message + position(span));
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }

  List<String> infos() {
    return List.copyOf(infos);
  }

  private String position(Span span) {
    if (text.isEmpty() || span.start() > text.length()) {
      return "";
    }
    int lineStart = text.lastIndexOf('\n', span.start() - 1) + 1;
    long line = 1 + text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
    return " (" + line + ":" + (span.start() - lineStart + 1) + ")";
  }
}

package lampas.promql.engine;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lampas.promql.syntax.Span;

/**
 * What the engine has to say about a query besides its result, each thing once: of several that
 * differ only in their place, the last place counts. Of more different things than anybody reads
 * only the first are kept.
 */
final class Remarks {
  private record Placed(Remark remark, Span span) {}

  private record Key(Remark.Level level, String message) {}

  private static final int MOST = 1_000;

  private final String text;
  private final Map<Key, Placed> remarks = new LinkedHashMap<>();

  /** Remarks on an expression; without its text, empty, they name no positions. */
  Remarks(String text) {
    this.text = text;
  }

  void warn(String message, Span span) {
    add(new Remark.Plain(Remark.Level.WARNING, message), span);
  }

  void inform(String message, Span span) {
    add(new Remark.Plain(Remark.Level.INFO, message), span);
  }

  void add(Remark remark, Span span) {
    Key key = new Key(remark.level(), remark.message());
    Placed earlier = remarks.get(key);
    if (earlier == null && isFull()) {
      return;
    }
    remarks.put(key, new Placed(earlier == null ? remark : remark.after(earlier.remark), span));
  }

  /** Whether nothing new is kept any more. */
  boolean isFull() {
    return remarks.size() >= MOST;
  }

  List<String> warnings() {
    return texts(Remark.Level.WARNING);
  }

  List<String> infos() {
    return texts(Remark.Level.INFO);
  }

  private List<String> texts(Remark.Level level) {
    return remarks.values().stream()
        .filter(placed -> placed.remark.level() == level)
        .map(this::text)
        .toList();
  }

  private String text(Placed placed) {
    Remark remark = placed.remark;
    String message = remark.level().prefix() + remark.message();
    int start = placed.span.start();
    return text.isEmpty() || start > text.length()
        ? message
        : message + remark.details() + " (" + position(start) + ")";
  }

  /* Lines and bytes in UTF-8, both from 1. */
  private String position(int start) {
    int lineStart = text.lastIndexOf('\n', start - 1) + 1;
    long line = 1 + text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
    int column = text.substring(lineStart, start).getBytes(StandardCharsets.UTF_8).length + 1;
    return line + ":" + column;
  }
}

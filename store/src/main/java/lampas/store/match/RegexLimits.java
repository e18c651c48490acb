package lampas.store.match;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What keeps an expression from taking all memory or the whole stack: the two limits of Go's {@code
 * regexp/syntax}, which RE2/J does not have.
 */
final class RegexLimits {
  static final int MAX_DEPTH = 1_000;
  static final int MAX_REPEAT = 1_000;

  private final String text;
  private int next;

  /* Of each open group, and of the whole: how often its most repeated part comes. */
  private final Deque<Long> inside = new ArrayDeque<>();
  private long lastAtom = 1;

  private RegexLimits(String text) {
    this.text = text;
    inside.push(1L);
  }

  /** What is too much about an expression, if anything. */
  static Optional<String> exceededBy(String expression) {
    return new RegexLimits(expression).scan();
  }

  private Optional<String> scan() {
    while (next < text.length()) {
      switch (text.charAt(next++)) {
        case '\\' -> skipEscape();
        case '[' -> skipClass();
        case '(' -> inside.push(1L);
        case ')' -> endGroup();
        case '{' -> repeat();
        case '*', '+', '?' -> {}
        default -> lastAtom = 1;
      }
      if (inside.size() > MAX_DEPTH) {
        return Optional.of("groups nested deeper than " + MAX_DEPTH);
      }
      if (lastAtom > MAX_REPEAT) {
        return Optional.of("repetitions that come to more than " + MAX_REPEAT);
      }
    }
    return Optional.empty();
  }

  private void endGroup() {
    if (inside.size() > 1) {
      lastAtom = inside.pop();
      note(lastAtom);
    }
  }

  /* A brace that is no repetition is a literal. */
  private void repeat() {
    int end = text.indexOf('}', next);
    String counts = end < 0 ? "" : text.substring(next, end);
    if (!counts.matches("\\d{1,9}(,\\d{0,9})?")) {
      lastAtom = 1;
      return;
    }
    next = end + 1;
    long most = 1;
    for (String count : counts.split(",", 2)) {
      most = Math.max(most, count.isEmpty() ? 1 : Long.parseLong(count));
    }
    lastAtom *= most;
    note(lastAtom);
  }

  private void note(long repeats) {
    inside.push(Math.max(inside.pop(), repeats));
  }

  private void skipEscape() {
    lastAtom = 1;
    char escaped = next < text.length() ? text.charAt(next++) : ' ';
    if (escaped == 'Q') {
      skipBehind("\\E");
    } else if ("xpP".indexOf(escaped) >= 0 && text.startsWith("{", next)) {
      skipBehind("}");
    }
  }

  private void skipClass() {
    lastAtom = 1;
    next += text.startsWith("^", next) ? 1 : 0;
    next += text.startsWith("]", next) ? 1 : 0;
    while (next < text.length() && text.charAt(next) != ']') {
      if (text.startsWith("[:", next) && text.indexOf(":]", next) > 0) {
        skipBehind(":]");
      } else {
        next += text.charAt(next) == '\\' ? 2 : 1;
      }
    }
    next++;
  }

  private void skipBehind(String end) {
    int found = text.indexOf(end, next);
    next = found < 0 ? text.length() : found + end.length();
  }
}

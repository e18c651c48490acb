package lampas.promql.syntax;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one pass over a regular expression tells: whether it matches the empty text, how deeply it
 * nests, and how large it is with its repetitions written out.
 *
 * <p>RE2/J would answer the first, but it recurses over alternatives while it matches, and it
 * writes {@code ((x{1000}){1000}){1000}} out. An expression that RE2/J rejects gets some answer.
 */
final class RegexScan {
  /* A class is a table of ranges, a character is one step. */
  private static final int CLASS_SIZE = 20;
  private static final Pattern REPETITION =
      Pattern.compile("\\{([0-9]{1,4})(?:(,)([0-9]{0,4}))?\\}");

  private final String expression;
  private final Matcher repetition;
  private final Deque<Group> open = new ArrayDeque<>();
  private Group group = new Group();
  private int position;
  private int nesting;

  private RegexScan(String expression) {
    this.expression = expression;
    this.repetition = REPETITION.matcher(expression);
  }

  static RegexScan of(String expression) {
    RegexScan scan = new RegexScan(expression);
    while (scan.position < expression.length()) {
      scan.step();
    }
    return scan;
  }

  /** Whether the expression matches the empty text. */
  boolean matchesEmpty() {
    return group.matchesEmpty();
  }

  /** How many groups and repetitions stand inside each other at most. */
  int nesting() {
    return nesting;
  }

  /** About how many steps the compiled expression has. */
  long size() {
    return group.size;
  }

  /** The alternatives between two parentheses, up to the current position. */
  private static final class Group {
    private boolean earlierMatchesEmpty;
    private boolean sequenceMatchesEmpty = true;
    private boolean withoutLastMatchesEmpty = true;
    private long size;
    private long lastSize;
    private int repeated;

    boolean matchesEmpty() {
      return earlierMatchesEmpty || sequenceMatchesEmpty;
    }

    void element(boolean matchesEmpty, long elementSize) {
      withoutLastMatchesEmpty = sequenceMatchesEmpty;
      sequenceMatchesEmpty &= matchesEmpty;
      size += elementSize;
      lastSize = elementSize;
      repeated = 0;
    }

    void repeat(boolean optional, long times) {
      if (optional) {
        sequenceMatchesEmpty = withoutLastMatchesEmpty;
      }
      /* Far beyond any limit, and far below an overflow. */
      long repeatedSize = Math.min(lastSize * times, Integer.MAX_VALUE);
      size += repeatedSize - lastSize + 1;
      lastSize = repeatedSize;
      repeated++;
    }

    void alternative() {
      earlierMatchesEmpty |= sequenceMatchesEmpty;
      sequenceMatchesEmpty = true;
      withoutLastMatchesEmpty = true;
      lastSize = 0;
      size++;
    }
  }

  private void step() {
    char c = expression.charAt(position++);
    switch (c) {
      case '\\' -> escape();
      case '[' -> characterClass();
      case '(' -> openGroup();
      case ')' -> closeGroup();
      case '|' -> group.alternative();
      case '*', '?' -> repeat(true, 1);
      case '+' -> repeat(false, 1);
      case '{' -> braces();
      case '^', '$' -> group.element(true, 1);
      case '.' -> group.element(false, CLASS_SIZE);
      default -> group.element(false, 1);
    }
    nesting = Math.max(nesting, open.size() + group.repeated);
  }

  private void repeat(boolean optional, long times) {
    group.repeat(optional, times);
    if (position < expression.length() && expression.charAt(position) == '?') {
      position++;
    }
  }

  private void braces() {
    repetition.region(position - 1, expression.length());
    if (!repetition.lookingAt()) {
      group.element(false, 1);
      return;
    }
    position = repetition.end();
    int minimum = Integer.parseInt(repetition.group(1));
    String upper = repetition.group(2) == null ? "" : repetition.group(3);
    int maximum = upper.isEmpty() ? minimum : Integer.parseInt(upper);
    repeat(minimum == 0, Math.max(1, Math.max(minimum, maximum)));
  }

  private void escape() {
    char c = position < expression.length() ? expression.charAt(position++) : ' ';
    switch (c) {
      case 'A', 'z', 'B' -> group.element(true, 1);
      case 'Q' -> quotation();
      case 'x' -> {
        if (!skipBraces()) {
          position += 2;
        }
        group.element(false, 1);
      }
      case 'p', 'P' -> {
        if (!skipBraces()) {
          position++;
        }
        group.element(false, CLASS_SIZE);
      }
      case 'd', 'D', 's', 'S', 'w', 'W' -> group.element(false, CLASS_SIZE);
      default -> group.element(false, 1);
    }
  }

  private void quotation() {
    int end = expression.indexOf("\\E", position);
    int length = (end < 0 ? expression.length() : end) - position;
    for (int i = 0; i < length; i++) {
      group.element(false, 1);
    }
    position = end < 0 ? expression.length() : end + 2;
  }

  private boolean skipBraces() {
    boolean found = position < expression.length() && expression.charAt(position) == '{';
    if (found) {
      int end = expression.indexOf('}', position);
      position = end < 0 ? expression.length() : end + 1;
    }
    return found;
  }

  private void characterClass() {
    if (expression.startsWith("^", position)) {
      position++;
    }
    /* A bracket right at the beginning is one of the characters. */
    boolean first = true;
    while (position < expression.length()) {
      char c = expression.charAt(position++);
      if (c == ']' && !first) {
        break;
      }
      first = false;
      if (c == '\\') {
        position++;
      } else if (c == '[' && expression.startsWith(":", position)) {
        int end = expression.indexOf(":]", position + 1);
        position = end < 0 ? position : end + 2;
      }
    }
    group.element(false, CLASS_SIZE);
  }

  private void openGroup() {
    if (expression.startsWith("?", position)) {
      int end = position;
      while (end < expression.length() && ":>)".indexOf(expression.charAt(end)) < 0) {
        end++;
      }
      position = Math.min(end + 1, expression.length());
      if (end < expression.length() && expression.charAt(end) == ')') {
        /* Flags for what follows: no group. */
        return;
      }
    }
    open.push(group);
    group = new Group();
  }

  private void closeGroup() {
    if (open.isEmpty()) {
      return;
    }
    Group inner = group;
    group = open.pop();
    group.element(inner.matchesEmpty(), inner.size + 1);
  }
}

package lampas.store.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the expressions that need no regular-expression machine: alternatives of literal texts,
 * {@code .*} and {@code .+}, all of them in one group or in none.
 */
final class WildcardParser {
  private static final String META = "\\.+*?()|[]{}^$";

  private final String text;
  private int next;
  private final List<Wildcard> alternatives = new ArrayList<>();
  private List<String> literals = new ArrayList<>();
  private List<Integer> gaps = new ArrayList<>();
  private final StringBuilder literal = new StringBuilder();

  private WildcardParser(String text) {
    this.text = text;
  }

  /** The alternatives; empty if the expression is not of this kind, which may well be an error. */
  static Optional<List<Wildcard>> parse(String expression) {
    WildcardParser parser = new WildcardParser(withoutGroup(expression));
    return parser.readAll() ? Optional.of(parser.alternatives) : Optional.empty();
  }

  /* Another group inside, or one that ends earlier, leaves a parenthesis, which is no literal. */
  private static String withoutGroup(String text) {
    if (!text.startsWith("(") || !text.endsWith(")") || text.endsWith("\\)")) {
      return text;
    }
    return text.substring(text.startsWith("(?:") ? 3 : 1, text.length() - 1);
  }

  private boolean readAll() {
    while (next < text.length()) {
      if (!readOne(text.charAt(next++))) {
        return false;
      }
    }
    endAlternative();
    return true;
  }

  private boolean readOne(char c) {
    if (c == '|') {
      endAlternative();
      return true;
    }
    if (c == '.') {
      return readGap();
    }
    if (c == '\\') {
      return readEscape();
    }
    /* RE2 sees code points where the wildcards see chars: leave halves of them to it. */
    if (META.indexOf(c) >= 0 || Character.isSurrogate(c)) {
      return false;
    }
    literal.append(c);
    return true;
  }

  private boolean readGap() {
    char repeat = next < text.length() ? text.charAt(next++) : ' ';
    boolean besideAnother = literal.isEmpty() && !gaps.isEmpty();
    if ((repeat != '*' && repeat != '+') || besideAnother) {
      return false;
    }
    endLiteral();
    gaps.add(repeat == '*' ? 0 : 1);
    return true;
  }

  /* Only escaped punctuation stands for itself; letters and digits are classes and the like. */
  private boolean readEscape() {
    char escaped = next < text.length() ? text.charAt(next++) : 'x';
    boolean punctuation = escaped > ' ' && escaped < 0x7f && !Character.isLetterOrDigit(escaped);
    if (punctuation) {
      literal.append(escaped);
    }
    return punctuation;
  }

  private void endLiteral() {
    literals.add(literal.toString());
    literal.setLength(0);
  }

  private void endAlternative() {
    endLiteral();
    alternatives.add(new Wildcard(literals, gaps));
    literals = new ArrayList<>();
    gaps = new ArrayList<>();
  }
}

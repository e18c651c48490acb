package lampas.promql.syntax;

/**
 * Finds where a number or duration ends.
 *
 * <p>What it lets pass need not be a number yet, see {@link NumberText}; but what it stops at is
 * what Prometheus stops at, so that both name the same text in their errors.
 */
final class NumberScanner {
  private static final String DECIMAL = "0123456789";
  private static final String HEXADECIMAL = "0123456789abcdefABCDEF";

  private final String text;
  private int position;

  NumberScanner(String text, int start) {
    this.text = text;
    this.position = start;
  }

  /** The offset after what was read. */
  int position() {
    return position;
  }

  /** Reads a number; false if it is none, such as {@code 2.5.} or the 5 of {@code 5m}. */
  boolean number() {
    String digits = DECIMAL;
    if (accept("0") && accept("xX")) {
      accept("_");
      digits = HEXADECIMAL;
    }
    accept(".");
    accept(digits);
    boolean pointSeen = false;
    boolean exponentSeen = false;
    while (is(digits) || is("._eE")) {
      if (is(".") && pointSeen) {
        accept(".");
        return false;
      }
      if (is("eE") && exponentSeen) {
        accept("eE");
        return false;
      }
      if (accept(".")) {
        pointSeen = true;
        if (accept("_.") || digits.equals(HEXADECIMAL)) {
          return false;
        }
      } else if (accept("eE")) {
        exponentSeen = true;
        accept("+-");
        if (accept("._eE") || atEnd()) {
          return false;
        }
      } else if (accept("_")) {
        if (accept("._eE") || atEnd()) {
          return false;
        }
      } else {
        acceptRun(digits);
      }
    }
    return !followedByWord();
  }

  /** Reads the units, and numbers with units, that make the number before a duration. */
  boolean restOfDuration() {
    if (!accept("smhdwy")) {
      return false;
    }
    accept("s");
    while (accept(DECIMAL)) {
      acceptRun(DECIMAL);
      if (!accept("smhdw")) {
        return false;
      }
      accept("s");
    }
    if (followedByWord()) {
      position++;
      return false;
    }
    return true;
  }

  private boolean followedByWord() {
    return !atEnd() && Lexer.isWordPart(text.charAt(position));
  }

  private boolean atEnd() {
    return position >= text.length();
  }

  private boolean is(String valid) {
    return !atEnd() && valid.indexOf(text.charAt(position)) >= 0;
  }

  private boolean accept(String valid) {
    if (is(valid)) {
      position++;
      return true;
    }
    return false;
  }

  private void acceptRun(String valid) {
    while (is(valid)) {
      position++;
    }
  }
}

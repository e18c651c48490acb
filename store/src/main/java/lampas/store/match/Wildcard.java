package lampas.store.match;

import java.util.List;

/**
 * Literal texts with gaps between them: {@code a.*b.+} is the literals {@code a}, {@code b} and
 * nothing, with gaps of at least 0 and 1 characters.
 *
 * @param literals the texts, one at least; the first and the last are anchored and may be empty
 * @param gaps the least length of the gap behind each literal but the last
 */
record Wildcard(List<String> literals, List<Integer> gaps) {
  Wildcard {
    if (literals.size() != gaps.size() + 1) {
      throw new IllegalArgumentException(
          "wildcard: " + literals.size() + " literals (expected: one more than gaps)");
    }
  }

  boolean isLiteral() {
    return gaps.isEmpty();
  }

  /* Taking each literal where it comes first leaves the most room for the others. */
  boolean matches(String value) {
    String first = literals.getFirst();
    if (isLiteral()) {
      return value.equals(first);
    }
    if (!value.startsWith(first)) {
      return false;
    }
    int end = first.length();
    for (int i = 1; i < literals.size() - 1; i++) {
      int found = value.indexOf(literals.get(i), end + gaps.get(i - 1));
      if (found < 0) {
        return false;
      }
      end = found + literals.get(i).length();
    }
    String last = literals.getLast();
    return value.length() - last.length() >= end + gaps.getLast() && value.endsWith(last);
  }
}

package lampas.promql.syntax;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a misspelt one was meant to be. */
final class NearestName {
  private NearestName() {}

  /** The most similar name, if a third of its letters or fewer would have to change. */
  static Optional<String> of(String name, Collection<String> names) {
    String wanted = name.toLowerCase(Locale.ROOT);
    String best = "";
    int bestDistance = Integer.MAX_VALUE;
    for (String candidate : names) {
      int limit = candidate.length() / 3;
      if (Math.abs(candidate.length() - wanted.length()) > limit) {
        continue;
      }
      int distance = distance(wanted, candidate);
      boolean better =
          distance < bestDistance || (distance == bestDistance && candidate.compareTo(best) < 0);
      if (distance <= limit && better) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  /* Levenshtein distance, one row at a time. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int substituted = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}

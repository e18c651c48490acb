package lampas.server.config;

import java.util.Collection;
import java.util.Optional;

/** Finds the key that somebody who misspelt one most likely meant. */
final class NearestKey {
  private NearestKey() {}

  /** The known key with the fewest edits, unless a third of the key would have to change. */
  static Optional<String> find(String key, Collection<String> known) {
    Optional<String> nearest = Optional.empty();
    int best = Math.max(1, key.length() / 3) + 1;
    for (String candidate : known) {
      int distance = distance(key, candidate);
      if (distance < best) {
        best = distance;
        nearest = Optional.of(candidate);
      }
    }
    return nearest;
  }

  /* Levenshtein's distance, one row at a time. */
  private static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[right.length()];
  }
}

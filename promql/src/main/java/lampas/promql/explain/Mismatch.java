package lampas.promql.explain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import lampas.promql.syntax.VectorMatching;

/** Says why the series of two sides do not find each other. */
final class Mismatch {
  private Mismatch() {}

  static String between(VectorLabels left, VectorLabels right, VectorMatching matching) {
    Set<String> compared = new TreeSet<>(left.names());
    compared.addAll(right.names());
    if (matching.on()) {
      compared = new TreeSet<>(matching.labels());
    } else {
      matching.labels().forEach(compared::remove);
    }
    List<String> causes = new ArrayList<>();
    Set<String> common = new TreeSet<>(compared);
    common.retainAll(left.names());
    common.retainAll(right.names());
    side(compared, left, right, "left", causes);
    side(compared, right, left, "right", causes);
    List<String> agreeing = new ArrayList<>();
    for (String name : common) {
      if (Collections.disjoint(left.of(name), right.of(name))) {
        causes.add(
            "%s is %s on the left and %s on the right"
                .formatted(name, Words.quoted(left.of(name)), Words.quoted(right.of(name))));
      } else {
        agreeing.add(name);
      }
    }
    if (causes.isEmpty()) {
      return "no series of the left has the same %s as one of the right".formatted(names(compared));
    }
    String advice =
        agreeing.isEmpty() || matching.on()
            ? ""
            : "; on(%s) would compare only what both have".formatted(String.join(", ", agreeing));
    return "the sides do not match: " + String.join("; ", causes) + advice;
  }

  private static void side(
      Set<String> compared,
      VectorLabels has,
      VectorLabels lacks,
      String side,
      List<String> causes) {
    Set<String> only = new TreeSet<>(compared);
    only.retainAll(has.names());
    only.removeAll(lacks.names());
    if (!only.isEmpty()) {
      causes.add("only the %s has %s".formatted(side, names(only)));
    }
  }

  private static String names(Collection<String> names) {
    return names.isEmpty() ? "labels" : Words.listed(names);
  }
}

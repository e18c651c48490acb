package lampas.client.diff;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import lampas.model.label.Labels;

/** Finds the labels without which the series of two sides are the same. */
final class LabelMismatch {
  private LabelMismatch() {}

  /** Why the series of two sides are the same but for some labels; empty if they are not. */
  static Optional<String> evidence(List<Labels> left, List<Labels> right) {
    if (left.isEmpty() || left.size() != right.size()) {
      return Optional.empty();
    }
    Set<String> names = nearest(left.getFirst(), right);
    Set<Labels> leftRest = rest(left, names);
    boolean same =
        leftRest.size() == left.size()
            && leftRest.equals(rest(right, names))
            && (isAdded(left, right, names) || leftRest.stream().noneMatch(Labels::isEmpty));
    return same
        ? Optional.of(
            "without %s the series are the same: %s"
                .formatted(String.join(", ", names), sides(left, right, names)))
        : Optional.empty();
  }

  /* The names in which a series differs from the one that is most like it. */
  private static Set<String> nearest(Labels labels, List<Labels> others) {
    Set<String> nearest = differing(labels, others.getFirst());
    for (Labels other : others) {
      Set<String> names = differing(labels, other);
      nearest = names.size() < nearest.size() ? names : nearest;
    }
    return nearest;
  }

  private static Set<String> differing(Labels one, Labels other) {
    Set<String> names = new TreeSet<>();
    Stream.of(one, other)
        .flatMap(labels -> labels.toMap().keySet().stream())
        .filter(name -> !one.valueOrEmpty(name).equals(other.valueOrEmpty(name)))
        .forEach(names::add);
    return names;
  }

  private static Set<Labels> rest(List<Labels> series, Set<String> names) {
    Set<Labels> rest = new HashSet<>();
    series.forEach(labels -> rest.add(labels.without(names)));
    return rest;
  }

  /* Only one side has any of the labels. */
  private static boolean isAdded(List<Labels> left, List<Labels> right, Set<String> names) {
    return has(left, names) != has(right, names);
  }

  private static boolean has(List<Labels> series, Set<String> names) {
    return series.stream().anyMatch(labels -> names.stream().anyMatch(labels::has));
  }

  private static String sides(List<Labels> left, List<Labels> right, Set<String> names) {
    if (!has(right, names)) {
      return "only the left ones have it";
    }
    return has(left, names) ? "its values differ" : "only the right ones have it";
  }
}

package lampas.promql.build;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import lampas.model.error.NearestName;
import lampas.promql.syntax.StringText;

/**
 * Which labels the series of a vector may have.
 *
 * @param names the names; if open, those that are known
 * @param open whether there may be others
 */
record LabelScope(Set<String> names, boolean open) {
  static final LabelScope NONE = of(List.of());

  LabelScope {
    names = Set.copyOf(names);
  }

  static LabelScope of(Collection<String> names) {
    return new LabelScope(Set.copyOf(names), false);
  }

  boolean has(String name) {
    return open || names.contains(name);
  }

  LabelScope only(Collection<String> kept) {
    return of(kept);
  }

  LabelScope without(Collection<String> dropped) {
    Set<String> left = new TreeSet<>(names);
    left.removeAll(dropped);
    return new LabelScope(left, open);
  }

  LabelScope with(Collection<String> more) {
    Set<String> all = new TreeSet<>(names);
    all.addAll(more);
    return new LabelScope(all, open);
  }

  LabelScope or(LabelScope other) {
    return new LabelScope(with(other.names).names, open || other.open);
  }

  LabelScope opened() {
    return new LabelScope(names, true);
  }

  /** Complains about a label that the series do not have. */
  void require(String what, Collection<String> wanted) {
    for (String name : wanted) {
      if (!has(name)) {
        throw new BuildException(unknown(what, name));
      }
    }
  }

  private String unknown(String what, String name) {
    List<String> known = new ArrayList<>(new TreeSet<>(names));
    String meant = NearestName.of(name, known).map(nearest -> ", nearest: " + nearest).orElse("");
    return "%s: no label %s here (expected: %s%s)"
        .formatted(
            what,
            StringText.quote(name),
            known.isEmpty() ? "no label, there is none" : "one of " + String.join(", ", known),
            meant);
  }
}

package lampas.promql.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lampas.model.label.Labels;
import lampas.promql.aggregate.Grouping;
import lampas.promql.column.Column;
import lampas.promql.syntax.VectorMatching;

/** The series of two sides by signature: by what must agree for series to meet. */
final class MatchGroups {
  private final Grouping signature;
  private final Map<Labels, Group> groups = new LinkedHashMap<>();
  private final List<Column> left;
  private final List<Column> right;

  /** The series of both sides that have one signature. */
  record Group(Labels signature, List<Column> left, List<Column> right) {}

  MatchGroups(VectorMatching matching, List<Column> left, List<Column> right) {
    this.signature =
        matching.on() ? Grouping.by(matching.labels()) : Grouping.without(matching.labels());
    this.left = left;
    this.right = right;
    left.forEach(column -> of(column).left.add(column));
    right.forEach(column -> of(column).right.add(column));
  }

  List<Column> left() {
    return left;
  }

  List<Column> right() {
    return right;
  }

  Collection<Group> all() {
    return groups.values();
  }

  /** The group that a series belongs to. */
  Group of(Column column) {
    return groups.computeIfAbsent(
        signature.group(column.labels()),
        labels -> new Group(labels, new ArrayList<>(), new ArrayList<>()));
  }
}

package lampas.promql.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import lampas.model.label.Labels;
import lampas.promql.aggregate.Grouping;
import lampas.promql.column.Column;
import lampas.promql.syntax.VectorMatching;

/** The series of two sides by signature: by what must agree for series to meet. */
final class MatchGroups {
  private final Grouping signature;
  private final Map<Labels, Group> groups = new LinkedHashMap<>();
  private final List<Member> left;
  private final List<Member> right;

  MatchGroups(VectorMatching matching, List<Column> left, List<Column> right) {
    this.signature =
        matching.on() ? Grouping.by(matching.labels()) : Grouping.without(matching.labels());
    this.left = members(left, Group::left);
    this.right = members(right, Group::right);
  }

  /** The series of both sides that have one signature. */
  static final class Group {
    private final Labels signature;
    private final List<Column> left = new ArrayList<>(1);
    private final List<Column> right = new ArrayList<>(1);

    private Group(Labels signature) {
      this.signature = signature;
    }

    Labels signature() {
      return signature;
    }

    List<Column> left() {
      return left;
    }

    List<Column> right() {
      return right;
    }
  }

  /** A series and the group that it belongs to. */
  record Member(Column column, Group group) {}

  List<Member> left() {
    return left;
  }

  List<Member> right() {
    return right;
  }

  Collection<Group> all() {
    return groups.values();
  }

  private List<Member> members(List<Column> columns, Function<Group, List<Column>> side) {
    List<Member> members = new ArrayList<>(columns.size());
    for (Column column : columns) {
      Group group = groups.computeIfAbsent(signature.group(column.labels()), Group::new);
      side.apply(group).add(column);
      members.add(new Member(column, group));
    }
    return members;
  }
}

package lampas.promql.build;

import java.util.ArrayList;
import java.util.List;

/**
 * Which series an aggregation puts together: {@code by (…)}, {@code without (…)}, or all of them.
 *
 * <p>Immutable. The labels are checked against the aggregated series.
 */
public final class Grouping {
  private static final Grouping ALL = new Grouping(List.of(), Kind.BY);

  private enum Kind {
    BY,
    WITHOUT
  }

  private final List<String> labels;
  private final Kind kind;

  private Grouping(List<String> labels, Kind kind) {
    this.labels = labels;
    this.kind = kind;
  }

  /** One group of all series. */
  public static Grouping all() {
    return ALL;
  }

  /** Keeps these labels; without any, as {@link #all()}. */
  public static Grouping by(String... labels) {
    return new Grouping(Names.distinct("by", List.of(labels)), Kind.BY);
  }

  /** Drops these labels. */
  public static Grouping without(String... labels) {
    return new Grouping(Names.distinct("without", List.of(labels)), Kind.WITHOUT);
  }

  List<String> labels() {
    return labels;
  }

  boolean isWithout() {
    return kind == Kind.WITHOUT;
  }

  /** This grouping with a label kept in any case. */
  Grouping keeping(String label) {
    List<String> changed = new ArrayList<>(labels);
    if (isWithout()) {
      changed.remove(label);
    } else if (!changed.contains(label)) {
      changed.add(0, label);
    }
    return new Grouping(List.copyOf(changed), kind);
  }

  /** The labels of the groups, where all those of the grouping have to be among the given. */
  LabelScope applyTo(LabelScope scope) {
    scope.require(isWithout() ? "without" : "by", labels);
    return isWithout() ? scope.without(labels) : scope.only(labels);
  }
}

package lampas.promql.aggregate;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import lampas.model.label.LabelNames;
import lampas.model.label.Labels;

/** Which labels make a group: what stands after {@code by} or {@code without}. */
public final class Grouping {
  private final Set<String> names;
  private final boolean without;

  private Grouping(Collection<String> names, boolean without) {
    this.names = new LinkedHashSet<>(names);
    this.without = without;
  }

  /** Groups by the named labels. */
  public static Grouping by(Collection<String> names) {
    return new Grouping(names, false);
  }

  /** Groups by all labels but the named ones and the metric name. */
  public static Grouping without(Collection<String> names) {
    Grouping grouping = new Grouping(names, true);
    grouping.names.add(LabelNames.METRIC_NAME);
    return grouping;
  }

  /** This grouping, by one more label if it is one by labels. */
  public Grouping alsoBy(String name) {
    if (without) {
      return this;
    }
    Grouping grouping = by(names);
    grouping.names.add(name);
    return grouping;
  }

  /** The labels of the group that a series belongs to. */
  public Labels group(Labels series) {
    return without ? series.without(names) : series.only(names);
  }
}

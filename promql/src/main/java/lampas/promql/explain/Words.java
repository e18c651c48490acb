package lampas.promql.explain;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import lampas.model.label.LabelText;
import lampas.model.time.PrometheusDuration;

/** Numbers and lists in sentences. */
final class Words {
  private static final int MOST = 10;

  private Words() {}

  static String series(int count) {
    return count == 1 ? "1 series" : count + " series";
  }

  static String all(int count) {
    return count == 1 ? "the only series" : "any of " + count + " series";
  }

  /** Some quoted values in order, and how many more there are. */
  static String quoted(Collection<String> values) {
    return listed(values.stream().map(LabelText::quote).toList());
  }

  static String listed(Collection<String> values) {
    List<String> sorted = List.copyOf(new TreeSet<>(values));
    String some = sorted.stream().limit(MOST).collect(Collectors.joining(", "));
    return sorted.size() <= MOST ? some : some + " and " + (sorted.size() - MOST) + " more";
  }

  static String duration(Duration duration) {
    return PrometheusDuration.format(duration);
  }
}

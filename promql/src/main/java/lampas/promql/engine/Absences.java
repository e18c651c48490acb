package lampas.promql.engine;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lampas.model.label.LabelNames;
import lampas.model.label.Labels;
import lampas.model.label.MatchType;
import lampas.model.label.Matcher;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnSink;
import lampas.promql.column.Steps;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.RangeSelector;
import lampas.promql.syntax.Expression.VectorSelector;

/** The result of {@code absent} and {@code absent_over_time}. */
final class Absences {
  private Absences() {}

  /** One series that is 1 wherever nothing is present; no series if something always is. */
  static void emit(BitSet present, Expression operand, Steps steps, QueryRun run, ColumnSink out) {
    if (steps.isEmpty() || present.cardinality() == steps.count()) {
      return;
    }
    double[] values = run.take(steps.length());
    Arrays.fill(values, 1);
    present.stream().forEach(i -> values[i] = Column.ABSENT);
    out.accept(new Column(labels(operand), false, values));
  }

  /* What the absent series would surely have: the labels that one matcher fixes, and only one. */
  private static Labels labels(Expression operand) {
    List<Matcher> matchers =
        switch (Ranges.unwrap(operand)) {
          case VectorSelector selector -> selector.matchers();
          case RangeSelector range -> range.selector().matchers();
          default -> List.of();
        };
    Labels.Builder labels = Labels.builder();
    Set<String> fixed = new HashSet<>();
    for (Matcher matcher : matchers) {
      if (!matcher.name().equals(LabelNames.METRIC_NAME)) {
        boolean fixes = matcher.type() == MatchType.EQUAL && fixed.add(matcher.name());
        labels.set(matcher.name(), fixes ? matcher.value() : "");
      }
    }
    return labels.build();
  }
}

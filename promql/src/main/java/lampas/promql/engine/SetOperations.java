package lampas.promql.engine;

import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnSink;
import lampas.promql.column.Steps;
import lampas.promql.syntax.Expression.Binary;

/** {@code and}, {@code or} and {@code unless}. */
final class SetOperations {
  private final QueryRun run;
  private final Evaluator evaluator;

  SetOperations(QueryRun run, Evaluator evaluator) {
    this.run = run;
    this.evaluator = evaluator;
  }

  void apply(Binary binary, Steps steps, ColumnSink out) {
    List<Column> left = evaluator.columns(binary.left(), steps);
    List<Column> right = evaluator.columns(binary.right(), steps);
    MatchGroups groups = new MatchGroups(VectorMatches.matching(binary), left, right);
    ColumnMerger merger = new ColumnMerger(run);
    switch (binary.operator()) {
      case AND -> {
        Presence other = new Presence(groups, MatchGroups.Group::right);
        left.forEach(column -> merger.accept(other.where(column, true)));
        right.forEach(column -> run.give(column.values()));
      }
      case UNLESS -> {
        Presence other = new Presence(groups, MatchGroups.Group::right);
        left.forEach(column -> merger.accept(other.where(column, false)));
        right.forEach(column -> run.give(column.values()));
      }
      case OR -> {
        Presence other = new Presence(groups, MatchGroups.Group::left);
        right.forEach(column -> other.where(column, false));
        left.forEach(merger::accept);
        right.forEach(merger::accept);
      }
      case EQUAL,
          NOT_EQUAL,
          LESS,
          LESS_OR_EQUAL,
          GREATER,
          GREATER_OR_EQUAL,
          ADD,
          SUBTRACT,
          MULTIPLY,
          DIVIDE,
          MODULO,
          ATAN2,
          POWER,
          TRIM_UPPER,
          TRIM_LOWER ->
          throw new IllegalArgumentException(binary.operator() + " (expected: a set operator)");
    }
    merger.flush(out);
  }

  /** At which steps a side has a value, for each signature. */
  private static final class Presence {
    private final MatchGroups groups;
    private final Function<MatchGroups.Group, List<Column>> side;
    private final Map<MatchGroups.Group, BitSet> steps = new IdentityHashMap<>();

    Presence(MatchGroups groups, Function<MatchGroups.Group, List<Column>> side) {
      this.groups = groups;
      this.side = side;
      groups.all().forEach(group -> steps.put(group, present(side.apply(group))));
    }

    /** Removes the values of a column at steps where the side has, or has not, a value. */
    Column where(Column column, boolean present) {
      BitSet at = steps.getOrDefault(groups.of(column), new BitSet());
      double[] values = column.values();
      for (int i = 0; i < values.length; i++) {
        if (at.get(i) != present) {
          values[i] = Column.ABSENT;
        }
      }
      return column;
    }

    private static BitSet present(List<Column> columns) {
      BitSet present = new BitSet();
      for (Column column : columns) {
        double[] values = column.values();
        for (int i = 0; i < values.length; i++) {
          if (Column.isPresent(values[i])) {
            present.set(i);
          }
        }
      }
      return present;
    }
  }
}

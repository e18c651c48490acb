package lampas.promql.engine;

import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnSink;
import lampas.promql.column.Steps;
import lampas.promql.syntax.BinaryOperator;
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
    switch (binary.operator()) {
      case AND -> clear(groups.left(), new Presence(groups, MatchGroups.Group::right), false);
      case UNLESS -> clear(groups.left(), new Presence(groups, MatchGroups.Group::right), true);
      case OR -> clear(groups.right(), new Presence(groups, MatchGroups.Group::left), true);
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
    ColumnMerger merger = new ColumnMerger(run);
    left.forEach(merger::accept);
    if (binary.operator() == BinaryOperator.OR) {
      right.forEach(merger::accept);
    } else {
      right.forEach(run::give);
    }
    merger.flush(out);
  }

  /* Removes the values at the steps where the other side has, or has not, a value. */
  private void clear(List<MatchGroups.Member> members, Presence other, boolean wherePresent) {
    for (MatchGroups.Member member : members) {
      run.checkAlive();
      BitSet present = other.of(member.group());
      for (int i = 0; i < member.column().values().length; i++) {
        if (present.get(i) == wherePresent) {
          member.column().clear(i, run);
        }
      }
    }
  }

  /** At which steps one side has a value, for each signature. */
  private static final class Presence {
    private final IdentityHashMap<MatchGroups.Group, BitSet> steps = new IdentityHashMap<>();

    Presence(MatchGroups groups, Function<MatchGroups.Group, List<Column>> side) {
      for (MatchGroups.Group group : groups.all()) {
        steps.put(group, present(side.apply(group)));
      }
    }

    BitSet of(MatchGroups.Group group) {
      return steps.getOrDefault(group, new BitSet());
    }

    private static BitSet present(List<Column> columns) {
      BitSet present = new BitSet();
      columns.forEach(column -> column.markPresent(present));
      return present;
    }
  }
}

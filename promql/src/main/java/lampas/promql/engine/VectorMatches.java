package lampas.promql.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.StringJoiner;
import java.util.function.DoubleBinaryOperator;
import lampas.model.histogram.NativeHistogram;
import lampas.model.label.LabelNames;
import lampas.model.label.LabelText;
import lampas.model.label.Labels;
import lampas.promql.Dialect;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnSink;
import lampas.promql.column.ColumnWriter;
import lampas.promql.column.Steps;
import lampas.promql.function.Operators;
import lampas.promql.syntax.Expression.Binary;
import lampas.promql.syntax.VectorMatching;
import lampas.promql.syntax.VectorMatching.Cardinality;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic and comparison between two vectors.
 *
 * <p>Who meets whom is found once for all steps; only where several series share a signature must
 * each step be looked at for matches that are not allowed.
 */
final class VectorMatches {
  /* Two series that meet and their place in a list. */
  private static final long PAIR_BYTES = 64;

  private final QueryRun run;
  private final Evaluator evaluator;

  VectorMatches(QueryRun run, Evaluator evaluator) {
    this.run = run;
    this.evaluator = evaluator;
  }

  static VectorMatching matching(Binary binary) {
    return binary
        .matching()
        .orElseThrow(
            () -> EvaluationException.badData(binary.operator().symbol() + " between vectors"));
  }

  void apply(Binary binary, Steps steps, ColumnSink out) {
    List<Column> left = evaluator.columns(binary.left(), steps);
    List<Column> right = evaluator.columns(binary.right(), steps);
    VectorMatching matching = matching(binary);
    if (matching.cardinality() == Cardinality.ONE_TO_MANY) {
      new Match(binary, matching, right, left, true).apply(steps, out);
    } else {
      new Match(binary, matching, left, right, false).apply(steps, out);
    }
    left.forEach(run::give);
    right.forEach(run::give);
  }

  /**
   * Two series that meet, or one and the value that stands in for the missing other.
   *
   * @param many the series of the side of which several may meet one
   */
  private record Pair(MatchGroups.Group group, Optional<Column> many, Optional<Column> one) {}

  /** One operation; the left of its groups is the side of which several may meet one. */
  private final class Match {
    private final Binary binary;
    private final VectorMatching matching;
    private final boolean swapped;
    private final MatchGroups groups;
    private final List<Column> left;
    private final OptionalDouble fillMany;
    private final OptionalDouble fillOne;
    private final DoubleBinaryOperator operator;
    private final ElementOperation operation;

    Match(
        Binary binary,
        VectorMatching matching,
        List<Column> many,
        List<Column> one,
        boolean swapped) {
      this.binary = binary;
      this.matching = matching;
      this.swapped = swapped;
      this.groups = new MatchGroups(matching, many, one);
      this.left = many;
      /* Upstream swaps the sides for group_right but not the values that fill them, and its scripts
      say so. */
      this.fillMany = matching.fillLeft();
      this.fillOne = matching.fillRight();
      DoubleBinaryOperator operator = Operators.ofElements(binary.operator(), binary.bool());
      this.operator = swapped ? (many1, one1) -> operator.applyAsDouble(one1, many1) : operator;
      this.operation = new ElementOperation(run.remarks(), binary, operator);
    }

    void apply(Steps steps, ColumnSink out) {
      int length = steps.length();
      groups.all().forEach(group -> checkOneSide(group, length));
      run.checkAlive();
      Map<Labels, List<Pair>> results = new LinkedHashMap<>();
      for (MatchGroups.Member member : groups.left()) {
        run.checkAlive();
        MatchGroups.Group group = member.group();
        Optional<Column> many = Optional.of(member.column());
        for (Column one : group.right()) {
          add(results, new Pair(group, many, Optional.of(one)));
        }
        if (fillOne.isPresent()) {
          add(results, new Pair(group, many, Optional.empty()));
        }
      }
      if (fillMany.isPresent()) {
        for (MatchGroups.Member one : groups.right()) {
          add(results, new Pair(one.group(), Optional.empty(), Optional.of(one.column())));
        }
      }
      if (matching.cardinality() == Cardinality.ONE_TO_ONE) {
        groups.all().forEach(group -> checkManySide(group, length));
      }
      results.forEach((labels, pairs) -> emit(labels, pairs, length, out));
    }

    private void add(Map<Labels, List<Pair>> results, Pair pair) {
      run.holdBytes(PAIR_BYTES);
      Labels many = pair.many.map(Column::labels).orElse(pair.group.signature());
      Labels one = pair.one.map(Column::labels).orElse(pair.group.signature());
      results.computeIfAbsent(resultLabels(many, one), labels -> new ArrayList<>(1)).add(pair);
    }

    private Labels resultLabels(Labels many, Labels one) {
      Labels labels = many;
      boolean dropsName = binary.bool() && run.removesNamesAtOnce();
      if (dropsName || Operators.changesQuantity(binary.operator(), run.dialect())) {
        labels = run.unnamed(labels);
      }
      if (matching.cardinality() == Cardinality.ONE_TO_ONE) {
        labels = matching.on() ? labels.only(matching.labels()) : labels.without(matching.labels());
      }
      for (String name : matching.include()) {
        labels = labels.with(name, one.valueOrEmpty(name));
      }
      return labels;
    }

    private void emit(Labels labels, List<Pair> pairs, int length, ColumnSink out) {
      if (pairs.size() == 1 && isPlain(pairs.get(0))) {
        Pair pair = pairs.get(0);
        double[] values = run.take(length);
        apply(pair.many.orElseThrow().values(), pair.one.orElseThrow().values(), operator, values);
        out.accept(new Column(labels, binary.bool(), values));
        return;
      }
      ColumnWriter writer = new ColumnWriter(run, length);
      for (int step = 0; step < length; step++) {
        run.checkAlive();
        writeOne(pairs, step, writer);
      }
      out.accept(writer.column(labels, binary.bool()));
    }

    private boolean isPlain(Pair pair) {
      return pair.many.isPresent()
          && pair.one.isPresent()
          && pair.many.get().histograms() == null
          && pair.one.get().histograms() == null
          && !operation.remarksOnNumbers();
    }

    private static void apply(
        double[] many, double[] one, DoubleBinaryOperator operator, double[] values) {
      for (int i = 0; i < values.length; i++) {
        values[i] =
            Column.isPresent(many[i]) && Column.isPresent(one[i])
                ? operator.applyAsDouble(many[i], one[i])
                : Column.ABSENT;
      }
    }

    /* Of all pairs that would give the same series, only one may meet at a step. */
    private void writeOne(List<Pair> pairs, int step, ColumnWriter out) {
      List<MatchGroups.Group> met = new ArrayList<>(1);
      for (Pair pair : pairs) {
        if (!meets(pair, step)) {
          continue;
        }
        operate(pair, step);
        if (!countsAsMet()) {
          continue;
        }
        if (met.contains(pair.group)) {
          throw EvaluationException.execution(
              "multiple matches for labels: grouping labels must ensure unique matches");
        }
        met.add(pair.group);
        if (operation.isPresent()) {
          if (out.isPresent(step)) {
            throw EvaluationException.sameLabels();
          }
          operation.put(step, out);
        }
      }
    }

    private boolean countsAsMet() {
      return switch (run.dialect()) {
        case PROMETHEUS_3 -> !operation.isRefused();
        case PROMETHEUS_2 -> operation.isPresent();
      };
    }

    private void operate(Pair pair, int step) {
      double many = many(pair, step);
      double one = one(pair, step);
      NativeHistogram manyHistogram = histogram(pair.many, step);
      NativeHistogram oneHistogram = histogram(pair.one, step);
      if (swapped) {
        operation.apply(one, oneHistogram, many, manyHistogram);
      } else {
        operation.apply(many, manyHistogram, one, oneHistogram);
      }
    }

    private static @Nullable NativeHistogram histogram(Optional<Column> column, int step) {
      return column.isPresent() ? column.get().histogram(step) : null;
    }

    private boolean meets(Pair pair, int step) {
      boolean many =
          pair.many.isPresent()
              ? pair.many.get().isPresent(step)
              : !isPresent(pair.group.left(), step);
      boolean one =
          pair.one.isPresent()
              ? pair.one.get().isPresent(step)
              : !isPresent(pair.group.right(), step);
      return many && one;
    }

    private double many(Pair pair, int step) {
      return pair.many.isPresent() ? pair.many.get().values()[step] : fillMany.orElseThrow();
    }

    private double one(Pair pair, int step) {
      return pair.one.isPresent() ? pair.one.get().values()[step] : fillOne.orElseThrow();
    }

    /* Several on the one side are an error even if nothing of the group meets them, but not at
    steps where the other side is empty altogether, unless a value is filled in for it. */
    private void checkOneSide(MatchGroups.Group group, int length) {
      if (group.right().size() < 2) {
        return;
      }
      boolean fills = fillMany.isPresent() || fillOne.isPresent();
      BitSet looked = fills ? new BitSet() : presentAnywhere(left, length);
      for (int step = 0; step < length; step++) {
        run.checkAlive();
        List<Column> present = present(group.right(), step);
        if (present.size() > 1 && (fills || looked.get(step))) {
          throw EvaluationException.execution(duplicates(group, present));
        }
      }
    }

    private String duplicates(MatchGroups.Group group, List<Column> present) {
      List<String> series =
          present.stream().limit(2).map(column -> inBraces(column.labels())).sorted().toList();
      return "found duplicate series for the match group %s on the %s hand-side of the operation: [%s, %s];many-to-many matching not allowed: matching labels must be unique on one side"
          .formatted(
              inBraces(group.signature()),
              swapped ? "left" : "right",
              series.get(0),
              series.get(1));
    }

    /* Several may not meet one, even if a comparison would filter all but one of them away; in
    Prometheus 2 only those count that are left. */
    private void checkManySide(MatchGroups.Group group, int length) {
      if (group.left().size() < 2) {
        return;
      }
      for (int step = 0; step < length; step++) {
        run.checkAlive();
        boolean met = fillOne.isPresent() || isPresent(group.right(), step);
        if (met && meeting(group, step) > 1) {
          throw EvaluationException.execution(
              "multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)");
        }
      }
    }

    private int meeting(MatchGroups.Group group, int step) {
      List<Column> many = present(group.left(), step);
      if (run.dialect() == Dialect.PROMETHEUS_3 || fillOne.isPresent()) {
        return many.size();
      }
      double one = present(group.right(), step).getFirst().values()[step];
      int left = 0;
      for (Column column : many) {
        left += Column.isPresent(operator.applyAsDouble(column.values()[step], one)) ? 1 : 0;
      }
      return left;
    }
  }

  private static boolean isPresent(List<Column> columns, int step) {
    for (Column column : columns) {
      if (column.isPresent(step)) {
        return true;
      }
    }
    return false;
  }

  private static List<Column> present(List<Column> columns, int step) {
    return columns.stream().filter(column -> column.isPresent(step)).toList();
  }

  private static BitSet presentAnywhere(List<Column> columns, int length) {
    BitSet present = new BitSet(length);
    for (int step = 0; step < length; step++) {
      present.set(step, isPresent(columns, step));
    }
    return present;
  }

  /* As Prometheus writes labels in its messages: all in braces, the name as well. */
  static String inBraces(Labels labels) {
    StringJoiner out = new StringJoiner(", ", "{", "}");
    labels.forEach((name, value) ->
        out.add(
            (LabelNames.isLegacyLabelName(name) ? name : LabelText.quote(name))
                + "="
                + LabelText.quote(value)));
    return out.toString();
  }
}

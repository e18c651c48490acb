package lampas.client.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lampas.model.label.Matcher;
import lampas.promql.syntax.DurationExpression;
import lampas.promql.syntax.DurationExpression.Arithmetic;
import lampas.promql.syntax.DurationExpression.Constant;
import lampas.promql.syntax.DurationExpression.NumberOperand;
import lampas.promql.syntax.DurationExpression.Parenthesised;
import lampas.promql.syntax.DurationExpression.Range;
import lampas.promql.syntax.DurationExpression.Signed;
import lampas.promql.syntax.DurationExpression.Step;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Aggregation;
import lampas.promql.syntax.Expression.Binary;
import lampas.promql.syntax.Expression.Call;
import lampas.promql.syntax.Expression.NumberLiteral;
import lampas.promql.syntax.Expression.Parentheses;
import lampas.promql.syntax.Expression.RangeSelector;
import lampas.promql.syntax.Expression.StringLiteral;
import lampas.promql.syntax.Expression.Subquery;
import lampas.promql.syntax.Expression.TimeShift;
import lampas.promql.syntax.Expression.Unary;
import lampas.promql.syntax.Expression.VectorSelector;
import lampas.promql.syntax.Span;
import lampas.promql.syntax.Trees;

/** Finds the placeholders that stand where they may in a parsed template. */
final class HoleFinder {
  /* The replacement of label_replace expands $1, and its last argument is a regular expression. */
  private static final Set<Integer> NOT_MERE_TEXT = Set.of(2, 4);

  private final Map<String, Hole> byToken = new HashMap<>();
  private final Map<Span, Hole> bySpan = new HashMap<>();
  private final Set<Hole> found = new HashSet<>();
  private final Set<Hole> operands = new HashSet<>();
  private final Map<Hole, List<String>> lists = new HashMap<>();

  private HoleFinder(List<Hole> holes) {
    for (Hole hole : holes) {
      byToken.put(hole.token(), hole);
      bySpan.put(hole.span(), hole);
    }
  }

  /** The places of the holes; some may have none. */
  static HolePlaces find(Expression skeleton, List<Hole> holes) {
    HoleFinder finder = new HoleFinder(holes);
    finder.visit(skeleton);
    return new HolePlaces(
        Set.copyOf(finder.found), Set.copyOf(finder.operands), Map.copyOf(finder.lists));
  }

  private void visit(Expression expression) {
    switch (expression) {
      case NumberLiteral literal -> number(literal);
      case StringLiteral literal -> token(literal.value(), PlaceholderKind.TEXT);
      case VectorSelector selector -> selector(selector);
      case RangeSelector range -> duration(range.range());
      case Subquery subquery -> {
        duration(subquery.range());
        subquery.step().ifPresent(this::duration);
        shift(subquery.shift());
      }
      case Binary binary -> {
        operand(binary.left());
        operand(binary.right());
        binary
            .matching()
            .ifPresent(matching -> {
              labels(matching.labels());
              labels(matching.include());
            });
      }
      case Unary unary -> operand(unary.operand());
      case Aggregation aggregation -> labels(aggregation.grouping());
      case Call call -> {}
      case Parentheses parentheses -> {}
    }
    List<Expression> children = Trees.children(expression);
    boolean replaces =
        expression instanceof Call call && call.function().name().equals("label_replace");
    for (int i = 0; i < children.size(); i++) {
      boolean text = children.get(i) instanceof StringLiteral;
      if (!(replaces && text && NOT_MERE_TEXT.contains(i))) {
        visit(children.get(i));
      }
    }
  }

  private void number(NumberLiteral literal) {
    if (!literal.duration()) {
      at(literal.span(), PlaceholderKind.NUMBER).ifPresent(found::add);
    }
  }

  private void operand(Expression expression) {
    if (expression instanceof NumberLiteral literal) {
      at(literal.span(), PlaceholderKind.NUMBER).ifPresent(operands::add);
    }
  }

  private void selector(VectorSelector selector) {
    selector.metricName().ifPresent(name -> token(name, PlaceholderKind.METRIC));
    int labels = 0;
    for (Matcher matcher : selector.matchers()) {
      boolean first = labels == 0;
      if (isLabels(matcher.name())) {
        labels++;
        if (first) {
          token(matcher.name(), PlaceholderKind.LABELS);
        }
      }
      token(matcher.value(), PlaceholderKind.TEXT);
    }
    shift(selector.shift());
  }

  private boolean isLabels(String name) {
    Hole hole = byToken.get(name);
    return hole != null && hole.is(PlaceholderKind.LABELS);
  }

  private void labels(List<String> names) {
    List<String> others = new ArrayList<>(names);
    List<Hole> here = new ArrayList<>();
    for (String name : names) {
      Hole hole = byToken.get(name);
      if (hole != null && hole.is(PlaceholderKind.GROUP_LABELS)) {
        here.add(hole);
        others.remove(name);
      }
    }
    if (!here.isEmpty()) {
      found.add(here.getFirst());
      lists.put(here.getFirst(), List.copyOf(others));
    }
  }

  private void shift(TimeShift shift) {
    shift.offset().ifPresent(this::duration);
  }

  private void duration(DurationExpression duration) {
    switch (duration) {
      case Constant constant -> at(constant.span(), PlaceholderKind.DURATION).ifPresent(found::add);
      case NumberOperand number -> {}
      case Step step -> {}
      case Range range -> {}
      case Signed signed -> duration(signed.operand());
      case Parenthesised parenthesised -> duration(parenthesised.inner());
      case Arithmetic arithmetic -> {
        duration(arithmetic.left());
        duration(arithmetic.right());
      }
    }
  }

  private void token(String text, PlaceholderKind kind) {
    Hole hole = byToken.get(text);
    if (hole != null && hole.is(kind)) {
      found.add(hole);
    }
  }

  private Optional<Hole> at(Span span, PlaceholderKind kind) {
    return Optional.ofNullable(bySpan.get(span)).filter(hole -> hole.is(kind));
  }
}

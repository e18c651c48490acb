package lampas.promql.syntax;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import lampas.model.label.LabelNames;
import lampas.model.label.MatchType;
import lampas.model.label.Matcher;
import lampas.promql.syntax.Expression.Aggregation;
import lampas.promql.syntax.Expression.AtModifier;
import lampas.promql.syntax.Expression.Binary;
import lampas.promql.syntax.Expression.Call;
import lampas.promql.syntax.Expression.Extrapolation;
import lampas.promql.syntax.Expression.NumberLiteral;
import lampas.promql.syntax.Expression.Parentheses;
import lampas.promql.syntax.Expression.RangeSelector;
import lampas.promql.syntax.Expression.StringLiteral;
import lampas.promql.syntax.Expression.Subquery;
import lampas.promql.syntax.Expression.TimeShift;
import lampas.promql.syntax.Expression.Unary;
import lampas.promql.syntax.Expression.VectorSelector;
import lampas.promql.syntax.VectorMatching.Cardinality;

/**
 * Writes trees as text: one line, in the form in which Prometheus prints them too.
 *
 * <p>A tree that the parser made has parentheses where it needs them; one that was put together by
 * hand may not, and gets them where it would read back as another tree.
 */
public final class Printer {
  private final StringBuilder out = new StringBuilder();
  private final DurationWriter durations = new DurationWriter(out);

  private Printer() {}

  /** The text of the tree; {@link Parser} reads an equal tree from it, see {@link Trees}. */
  public static String print(Expression expression) {
    Printer printer = new Printer();
    printer.write(expression);
    return printer.out.toString();
  }

  /** What stands between the operands of a binary expression. */
  static String operator(Binary binary) {
    Printer printer = new Printer();
    printer.writeOperator(binary);
    return printer.out.toString();
  }

  /** What stands before the parentheses of an aggregation. */
  static String head(Aggregation aggregation) {
    Printer printer = new Printer();
    printer.writeHead(aggregation);
    return printer.out.toString();
  }

  /** What stands after the operand of a subquery. */
  static String window(Subquery subquery) {
    Printer printer = new Printer();
    printer.writeWindow(subquery);
    return printer.out.toString();
  }

  private void write(Expression expression) {
    switch (expression) {
      case NumberLiteral literal -> number(literal);
      case StringLiteral literal -> out.append(StringText.quote(literal.value()));
      case VectorSelector selector -> vector(selector);
      case RangeSelector range -> range(range);
      case Parentheses parentheses -> {
        out.append('(');
        write(parentheses.inner());
        out.append(')');
      }
      case Unary unary -> {
        out.append(unary.negative() ? '-' : '+');
        operand(unary.operand(), isBelow(unary.operand(), BinaryOperator.POWER.precedence()));
      }
      case Binary binary -> binary(binary);
      case Aggregation aggregation -> aggregation(aggregation);
      case Call call -> call(call);
      case Subquery subquery -> subquery(subquery);
    }
  }

  private void operand(Expression operand, boolean parenthesised) {
    out.append(parenthesised ? "(" : "");
    write(operand);
    out.append(parenthesised ? ")" : "");
  }

  /* Whether the expression is a binary one that binds less tightly than the precedence. */
  private static boolean isBelow(Expression expression, int precedence) {
    return expression instanceof Binary binary && binary.operator().precedence() < precedence;
  }

  private void number(NumberLiteral literal) {
    if (literal.duration()) {
      durations.seconds(literal.value());
    } else {
      out.append(NumberText.format(literal.value()));
    }
  }

  private void binary(Binary binary) {
    BinaryOperator operator = binary.operator();
    int precedence = operator.precedence();
    boolean right = operator.isRightAssociative();
    boolean enclosed =
        isBelow(binary.left(), precedence + (right ? 1 : 0))
            || signs(binary)
            || (DurationWriter.isOperator(operator) && endsInOpenOffset(binary.left()));
    if (isInfinite(binary.left()) && operator == BinaryOperator.POWER) {
      out.append("Inf");
    } else {
      operand(binary.left(), enclosed);
    }
    out.append(' ');
    writeOperator(binary);
    out.append(' ');
    operand(binary.right(), isBelow(binary.right(), precedence + (right ? 0 : 1)));
  }

  private void writeOperator(Binary binary) {
    out.append(binary.operator().symbol()).append(binary.bool() ? " bool" : "");
    binary.matching().ifPresent(this::matching);
  }

  /* Prometheus prints +Inf, whose sign would be one of the whole power. */
  static boolean isInfinite(Expression expression) {
    return expression instanceof NumberLiteral literal
        && literal.value() == Double.POSITIVE_INFINITY;
  }

  /* A sign binds less tightly than the power: -1 ^ 2 is -(1 ^ 2). */
  private static boolean signs(Binary binary) {
    return binary.operator() == BinaryOperator.POWER
        && switch (binary.left()) {
          case Unary unary -> true;
          case NumberLiteral literal -> NumberText.isSigned(literal.value());
          default -> false;
        };
  }

  /* Whether an operator after the expression would be taken for one of its offset. */
  private static boolean endsInOpenOffset(Expression expression) {
    return switch (expression) {
      case VectorSelector selector -> isOpen(selector.shift());
      case RangeSelector range -> isOpen(range.selector().shift());
      case Subquery subquery -> isOpen(subquery.shift());
      case Unary unary -> endsInOpenOffset(unary.operand());
      case Binary binary -> endsInOpenOffset(binary.right());
      case NumberLiteral literal -> false;
      case StringLiteral literal -> false;
      case Parentheses parentheses -> false;
      case Aggregation aggregation -> false;
      case Call call -> false;
    };
  }

  private static boolean isOpen(TimeShift shift) {
    return shift.offset().map(DurationWriter::goesOn).orElse(false);
  }

  private void matching(VectorMatching matching) {
    boolean grouped =
        matching.cardinality() == Cardinality.MANY_TO_ONE
            || matching.cardinality() == Cardinality.ONE_TO_MANY;
    if (matching.on() || !matching.labels().isEmpty() || grouped) {
      out.append(matching.on() ? " on " : " ignoring ");
      labels(matching.labels());
    }
    if (grouped) {
      boolean left = matching.cardinality() == Cardinality.MANY_TO_ONE;
      out.append(left ? " group_left " : " group_right ");
      labels(matching.include());
    }
    if (matching.fillLeft().isPresent() && matching.fillLeft().equals(matching.fillRight())) {
      fill("fill", matching.fillLeft().getAsDouble());
    } else {
      matching.fillLeft().ifPresent(value -> fill("fill_left", value));
      matching.fillRight().ifPresent(value -> fill("fill_right", value));
    }
  }

  private void fill(String name, double value) {
    out.append(' ').append(name).append(" (").append(NumberText.format(value)).append(')');
  }

  private void labels(List<String> labels) {
    out.append('(');
    String separator = "";
    for (String label : labels) {
      out.append(separator).append(isBareLabel(label) ? label : StringText.quote(label));
      separator = ", ";
    }
    out.append(')');
  }

  private static boolean isBareLabel(String label) {
    return LabelNames.isLegacyLabelName(label)
        && TokenKind.ofWord(label).map(TokenKind::mayNameLabel).orElse(true);
  }

  private static boolean isBareName(String metric) {
    return LabelNames.isLegacyMetricName(metric)
        && TokenKind.ofWord(metric).map(TokenKind::mayNameMetric).orElse(true);
  }

  private void writeHead(Aggregation aggregation) {
    out.append(aggregation.aggregator().text());
    if (aggregation.without() || !aggregation.grouping().isEmpty()) {
      out.append(aggregation.without() ? " without " : " by ");
      labels(aggregation.grouping());
      out.append(' ');
    }
  }

  private void aggregation(Aggregation aggregation) {
    writeHead(aggregation);
    out.append('(');
    aggregation
        .parameter()
        .ifPresent(parameter -> {
          write(parameter);
          out.append(", ");
        });
    write(aggregation.operand());
    out.append(')');
  }

  private void call(Call call) {
    out.append(call.function().name()).append('(');
    String separator = "";
    for (Expression argument : call.arguments()) {
      out.append(separator);
      write(argument);
      separator = ", ";
    }
    out.append(')');
  }

  private void vector(VectorSelector selector) {
    series(selector);
    at(selector.shift());
    extrapolation(selector.extrapolation());
    offset(selector.shift());
  }

  private void range(RangeSelector range) {
    series(range.selector());
    out.append('[');
    durations.write(range.range());
    out.append(']');
    extrapolation(range.selector().extrapolation());
    at(range.selector().shift());
    offset(range.selector().shift());
  }

  private void subquery(Subquery subquery) {
    boolean compound = subquery.operand() instanceof Binary || subquery.operand() instanceof Unary;
    operand(subquery.operand(), compound);
    writeWindow(subquery);
  }

  private void writeWindow(Subquery subquery) {
    out.append('[');
    durations.write(subquery.range());
    out.append(':');
    subquery.step().ifPresent(durations::write);
    out.append(']');
    at(subquery.shift());
    offset(subquery.shift());
  }

  private void series(VectorSelector selector) {
    String metricName = selector.metricName().filter(Printer::isBareName).orElse("");
    out.append(metricName);
    List<String> matchers = new ArrayList<>();
    for (Matcher matcher : selector.matchers()) {
      boolean printed =
          matcher.type() == MatchType.EQUAL
              && matcher.name().equals(LabelNames.METRIC_NAME)
              && matcher.value().equals(metricName)
              && !metricName.isEmpty();
      if (!printed) {
        matchers.add(matcher(matcher));
      }
    }
    if (!matchers.isEmpty() || metricName.isEmpty()) {
      Collections.sort(matchers);
      out.append('{').append(String.join(",", matchers)).append('}');
    }
  }

  private static String matcher(Matcher matcher) {
    String name = matcher.name();
    return (LabelNames.isLegacyLabelName(name) ? name : StringText.quote(name))
        + matcher.type().symbol()
        + StringText.quote(matcher.value());
  }

  private void at(TimeShift shift) {
    shift
        .at()
        .ifPresent(at ->
            out.append(" @ ")
                .append(
                    switch (at) {
                      case AtModifier.Timestamp(long millis) ->
                          BigDecimal.valueOf(millis, 3).toPlainString();
                      case AtModifier.Start() -> "start()";
                      case AtModifier.End() -> "end()";
                    }));
  }

  private void extrapolation(Extrapolation extrapolation) {
    if (extrapolation != Extrapolation.NONE) {
      out.append(' ').append(extrapolation.name().toLowerCase(Locale.ROOT));
    }
  }

  private void offset(TimeShift shift) {
    shift.offset().ifPresent(durations::writeOffset);
  }
}

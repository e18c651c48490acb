package lampas.client.template;

import java.util.List;
import java.util.stream.Collectors;
import lampas.model.label.LabelNames;
import lampas.model.label.Matcher;
import lampas.promql.syntax.DurationExpression;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Aggregation;
import lampas.promql.syntax.Expression.Binary;
import lampas.promql.syntax.Expression.Call;
import lampas.promql.syntax.Expression.NumberLiteral;
import lampas.promql.syntax.Expression.StringLiteral;
import lampas.promql.syntax.Expression.Subquery;
import lampas.promql.syntax.Expression.TimeShift;
import lampas.promql.syntax.Expression.VectorSelector;
import lampas.promql.syntax.Trees;

/**
 * A tree's shape as text, in which one value is blanked wherever it stands as a value. Two trees
 * that differ in that value alone have the same text; it is made node by node, not by printing.
 */
final class TreeText {
  private static final String BLANK = "\u00b7";

  private final String value;

  private TreeText(String value) {
    this.value = value;
  }

  static String of(Expression tree, String blanked) {
    return new TreeText(blanked).text(tree);
  }

  private String text(Expression tree) {
    String own =
        switch (tree) {
          case NumberLiteral number -> "number " + blank(Double.toString(number.value()));
          case StringLiteral string -> "string " + blank(string.value());
          case VectorSelector selector -> selector(selector) + shift(selector.shift());
          case Expression.RangeSelector range -> "range " + duration(range.range());
          case Subquery subquery ->
              "subquery "
                  + duration(subquery.range())
                  + subquery.step().map(this::duration)
                  + shift(subquery.shift());
          case Aggregation aggregation ->
              aggregation.aggregator()
                  + " "
                  + aggregation.without()
                  + names(aggregation.grouping());
          case Binary binary ->
              binary.operator()
                  + " "
                  + binary.bool()
                  + binary
                      .matching()
                      .map(m -> m.cardinality() + names(m.labels()) + names(m.include()) + m.on());
          case Call call -> "call " + call.function().name();
          case Expression.Unary unary -> "sign " + unary.negative();
          case Expression.Parentheses parentheses -> "parentheses";
        };
    return own
        + Trees.children(tree).stream().map(this::text).collect(Collectors.joining(", ", "(", ")"));
  }

  /* The name is among the matchers; whether it stood before the braces does not matter. */
  private String selector(VectorSelector selector) {
    return selector.matchers().stream()
        .map(this::matcher)
        .sorted()
        .collect(Collectors.joining(" ", "{", "}"));
  }

  private String matcher(Matcher matcher) {
    boolean metric = matcher.name().equals(LabelNames.METRIC_NAME);
    return (metric ? matcher.name() : blank(matcher.name()))
        + matcher.type()
        + blank(matcher.value());
  }

  private String names(List<String> names) {
    return names.stream().map(this::blank).toList().toString();
  }

  private String shift(TimeShift shift) {
    return " " + shift.offset().map(this::duration) + shift.at();
  }

  private String duration(DurationExpression duration) {
    return switch (duration) {
      case DurationExpression.Constant constant -> blank(Long.toString(constant.millis()));
      default -> throw new AssertionError("no arithmetic in these tests: " + duration);
    };
  }

  private String blank(String text) {
    return text.equals(value) ? BLANK : text;
  }
}

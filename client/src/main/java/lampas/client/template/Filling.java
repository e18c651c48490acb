package lampas.client.template;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import lampas.client.template.FilledValue.Labels;
import lampas.client.template.FilledValue.Matchers;
import lampas.client.template.FilledValue.Metric;
import lampas.client.template.FilledValue.Scalar;
import lampas.client.template.FilledValue.Text;
import lampas.client.template.FilledValue.Window;
import lampas.model.label.Matcher;
import lampas.promql.syntax.Expression.Aggregation;
import lampas.promql.syntax.Expression.NumberLiteral;
import lampas.promql.syntax.Expression.VectorSelector;
import lampas.promql.syntax.ParseException;
import lampas.promql.syntax.Parser;
import lampas.promql.syntax.ParserOptions;
import lampas.promql.syntax.Span;

/** A template together with a value for each of its placeholders. */
final class Filling {
  private final QueryTemplate template;
  private final Map<String, FilledValue> values;
  private final List<Matcher> forced;
  private final Map<String, Hole> byToken = new HashMap<>();
  private final Map<Span, Hole> bySpan = new HashMap<>();

  /**
   * A filling.
   *
   * @param values by the name of the placeholder
   * @param forced the matchers that every selector gets
   */
  Filling(QueryTemplate template, Map<String, FilledValue> values, List<Matcher> forced) {
    this.template = template;
    this.values = Map.copyOf(values);
    this.forced = List.copyOf(forced);
    for (Hole hole : template.holes()) {
      byToken.put(hole.token(), hole);
      bySpan.put(hole.span(), hole);
    }
  }

  QueryTemplate template() {
    return template;
  }

  List<Matcher> forced() {
    return forced;
  }

  Optional<Hole> hole(String token) {
    return Optional.ofNullable(byToken.get(token));
  }

  Optional<Hole> hole(Span span, PlaceholderKind kind) {
    return Optional.ofNullable(bySpan.get(span)).filter(hole -> hole.is(kind));
  }

  private FilledValue value(Hole hole) {
    return Objects.requireNonNull(values.get(hole.name()), hole.name());
  }

  String metric(Hole hole) {
    return ((Metric) value(hole)).name();
  }

  List<Matcher> matchers(Hole hole) {
    return ((Matchers) value(hole)).matchers();
  }

  /** The names that are not in the list already. */
  List<String> labels(Hole hole) {
    Set<String> names = new LinkedHashSet<>(((Labels) value(hole)).names());
    names.removeAll(template.places().lists().getOrDefault(hole, List.of()));
    return List.copyOf(names);
  }

  long millis(Hole hole) {
    return ((Window) value(hole)).length().toMillis();
  }

  String text(Hole hole) {
    return ((Text) value(hole)).value();
  }

  NumberLiteral number(Hole hole) {
    return new NumberLiteral(((Scalar) value(hole)).value(), false, Span.NONE);
  }

  /** Whether a number needs parentheses, because a sign would bind to more than the number. */
  boolean isEnclosed(Hole hole) {
    return template.places().operands().contains(hole)
        && Math.copySign(1, number(hole).value()) < 0;
  }

  /** Whether a metric's name may stand without quotes and braces. */
  boolean isBareMetric(String name) {
    return reads(name, template.options())
        .filter(read -> read.metricName().equals(Optional.of(name)))
        .isPresent();
  }

  private static Optional<VectorSelector> reads(String name, ParserOptions options) {
    try {
      return Parser.parse(name, options) instanceof VectorSelector selector
          ? Optional.of(selector)
          : Optional.empty();
    } catch (ParseException notBare) {
      return Optional.empty();
    }
  }

  /** Whether a label's name may stand without quotes in a list. */
  boolean isBareLabel(String name) {
    try {
      return Parser.parse("sum by (" + name + ") (up)", template.options())
              instanceof Aggregation aggregation
          && aggregation.grouping().equals(List.of(name));
    } catch (ParseException notBare) {
      return false;
    }
  }
}

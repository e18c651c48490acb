package lampas.promql.build;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lampas.model.catalogue.LabelDefinition;
import lampas.model.catalogue.LabelDomain;
import lampas.model.label.LabelNames;
import lampas.model.label.Matcher;
import lampas.promql.syntax.Expression.Extrapolation;
import lampas.promql.syntax.Expression.RangeSelector;
import lampas.promql.syntax.Expression.TimeShift;
import lampas.promql.syntax.Expression.VectorSelector;
import lampas.promql.syntax.ParseException;
import lampas.promql.syntax.Parser;
import lampas.promql.syntax.Span;

/**
 * What a metric handle selects.
 *
 * @param definitions the labels of the metric's definition
 * @param labels all labels that its series may have
 * @param conditions the matchers, that on the name left out
 */
record Selection(
    List<LabelDefinition> definitions,
    LabelScope labels,
    List<Matcher> conditions,
    TimeShift shift) {
  Selection {
    definitions = List.copyOf(definitions);
    conditions = List.copyOf(conditions);
  }

  /** All series of a metric with these labels, as they come from targets with these ones. */
  static Selection of(List<LabelDefinition> definitions, List<String> targetLabels) {
    LabelScope labels =
        LabelScope.of(definitions.stream().map(LabelDefinition::name).toList()).with(targetLabels);
    return new Selection(definitions, labels, List.of(), TimeShift.NONE);
  }

  Selection where(Condition... more) {
    List<Matcher> all = new ArrayList<>(conditions);
    for (Condition condition : more) {
      String label = condition.matcher().name();
      labels.require("condition", List.of(label));
      definitions.stream()
          .filter(definition -> definition.name().equals(label))
          .map(LabelDefinition::domain)
          .forEach(domain -> {
            if (domain instanceof LabelDomain.Closed closed) {
              condition.check(closed);
            }
          });
      all.add(condition.matcher());
    }
    return new Selection(definitions, labels, all, shift);
  }

  Selection withTargetLabels(List<String> more) {
    return new Selection(definitions, labels.with(more), conditions, shift);
  }

  Selection shifted(TimeShift shift) {
    return new Selection(definitions, labels, conditions, shift);
  }

  InstantVector instant(String metric, Values values) {
    return new InstantVector(Node.leaf(selector(metric)), scope(values), values);
  }

  RangeVector range(String metric, Values values, Duration window) {
    RangeSelector range =
        new RangeSelector(selector(metric), Spans.window("window", window), Span.NONE);
    return new RangeVector(Node.leaf(range), scope(values), values);
  }

  static VectorSelector shifted(VectorSelector selector, TimeShift shift) {
    return new VectorSelector(
        selector.metricName(),
        selector.matchers(),
        shift,
        selector.extrapolation(),
        selector.span());
  }

  private LabelScope scope(Values values) {
    return values.isBuckets() ? labels.with(List.of(LabelNames.BUCKET_BOUND)) : labels;
  }

  private VectorSelector selector(String metric) {
    Names.text("metric name", metric);
    List<Matcher> matchers = new ArrayList<>(conditions);
    matchers.add(Matcher.equal(LabelNames.METRIC_NAME, metric));
    return new VectorSelector(
        isBare(metric) ? Optional.of(metric) : Optional.empty(),
        matchers,
        shift,
        Extrapolation.NONE,
        Span.NONE);
  }

  /* Whether the name can stand before the braces: not if it has other characters or is a word. */
  private static boolean isBare(String metric) {
    if (!LabelNames.isLegacyMetricName(metric)) {
      return false;
    }
    try {
      return Parser.parse(metric) instanceof VectorSelector selector
          && selector.metricName().equals(Optional.of(metric));
    } catch (ParseException word) {
      return false;
    }
  }
}

package lampas.promql.build;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lampas.model.catalogue.MetricDefinition;
import lampas.promql.syntax.Expression.AtModifier;
import lampas.promql.syntax.Expression.TimeShift;
import lampas.promql.syntax.StringText;

/**
 * The series of a metric, narrowed by conditions. Immutable.
 *
 * <p>Conditions and groupings may name the labels of the definition, {@code job} and {@code
 * instance}, and what {@link #withTargetLabels} adds.
 *
 * @param <T> the kind of handle
 */
public abstract sealed class MetricHandle<T extends MetricHandle<T>>
    permits CounterMetric, GaugeMetric, HistogramMetric, SummaryMetric {
  private final MetricDefinition definition;
  private final Selection selection;

  MetricHandle(MetricDefinition definition, Selection selection) {
    this.definition = definition;
    this.selection = selection;
  }

  public final MetricDefinition definition() {
    return definition;
  }

  final Selection selection() {
    return selection;
  }

  abstract T with(Selection changed);

  /**
   * The series for which all conditions hold, beside those that were given before.
   *
   * @throws BuildException if the metric has no such label, or its domain no such value
   */
  public final T where(Condition... conditions) {
    return with(selection.where(conditions));
  }

  /** Declares labels that scraping adds beside {@code job} and {@code instance}. */
  public final T withTargetLabels(String... labels) {
    for (String label : labels) {
      if (label.startsWith("__")) {
        throw new BuildException(
            "target labels: %s is reserved (expected: no leading double underscore)"
                .formatted(StringText.quote(label)));
      }
    }
    return with(selection.withTargetLabels(Names.distinct("target labels", List.of(labels))));
  }

  /** The same further back in time; negative looks ahead. */
  public final T offset(Duration back) {
    return with(
        selection.shifted(
            new TimeShift(Optional.of(Spans.duration("offset", back)), selection.shift().at())));
  }

  /** The same at a fixed time. */
  public final T at(Instant time) {
    return at(new AtModifier.Timestamp(Spans.millis("@", time)));
  }

  /** The same at the start of the query's range. */
  public final T atStart() {
    return at(new AtModifier.Start());
  }

  /** The same at the end of the query's range. */
  public final T atEnd() {
    return at(new AtModifier.End());
  }

  private T at(AtModifier at) {
    return with(selection.shifted(new TimeShift(selection.shift().offset(), Optional.of(at))));
  }
}

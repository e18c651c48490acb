package lampas.promql.build;

import java.time.Duration;
import lampas.model.catalogue.MetricDefinition;

/** The series of a counter: they only grow, and begin again at zero. */
public final class CounterMetric extends MetricHandle<CounterMetric> {
  private final String name;

  CounterMetric(MetricDefinition definition, String name, Selection selection) {
    super(definition, selection);
    this.name = name;
  }

  @Override
  CounterMetric with(Selection changed) {
    return new CounterMetric(definition(), name, changed);
  }

  /** The newest value of each series: what it counted since it began. */
  public InstantVector value() {
    return selection().instant(name, Values.COUNTERS);
  }

  /** The samples of each series over a window. */
  public RangeVector over(Duration window) {
    return selection().range(name, Values.COUNTERS, window);
  }

  /** The growth per second, averaged over a window. */
  public InstantVector rate(Duration window) {
    return over(window).rate();
  }

  /** The growth over a window. */
  public InstantVector increase(Duration window) {
    return over(window).increase();
  }
}

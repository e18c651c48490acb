package lampas.promql.build;

import java.time.Duration;
import lampas.model.catalogue.MetricDefinition;

/** The series of a gauge: they go up and down, so that they have no rate. */
public final class GaugeMetric extends MetricHandle<GaugeMetric> {
  private final String name;

  GaugeMetric(MetricDefinition definition, String name, Selection selection) {
    super(definition, selection);
    this.name = name;
  }

  @Override
  GaugeMetric with(Selection changed) {
    return new GaugeMetric(definition(), name, changed);
  }

  /** The newest value of each series. */
  public InstantVector value() {
    return selection().instant(name, Values.NUMBERS);
  }

  /** The samples of each series over a window. */
  public RangeVector over(Duration window) {
    return selection().range(name, Values.NUMBERS, window);
  }

  /**
   * The same series as those of a counter, for a family that others declared a gauge although what
   * the conditions select only grows.
   */
  public CounterMetric asCounter() {
    return new CounterMetric(definition(), name, selection());
  }
}

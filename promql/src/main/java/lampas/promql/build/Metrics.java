package lampas.promql.build;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.MetricKind;

/** Handles of metrics, of which queries are built. */
public final class Metrics {
  private static final List<String> TARGET_LABELS = List.of("job", "instance");
  private static final MetricDefinition UP =
      MetricDefinition.gauge("up")
          .help("1 if the last scrape of a target succeeded, 0 if it failed.")
          .build();

  private Metrics() {}

  /**
   * A counter.
   *
   * @throws BuildException if the definition is of another kind
   */
  public static CounterMetric counter(MetricDefinition definition) {
    require(definition, MetricKind.COUNTER);
    return new CounterMetric(definition, definition.name(), all(definition));
  }

  /**
   * A gauge, a state set or an info metric.
   *
   * @throws BuildException if the definition is of another kind
   */
  public static GaugeMetric gauge(MetricDefinition definition) {
    require(definition, MetricKind.GAUGE, MetricKind.STATE_SET, MetricKind.INFO);
    return new GaugeMetric(definition, definition.name(), all(definition));
  }

  /**
   * A histogram.
   *
   * @throws BuildException if the definition is of another kind
   */
  public static HistogramMetric histogram(MetricDefinition definition) {
    require(definition, MetricKind.HISTOGRAM);
    return new HistogramMetric(definition, all(definition));
  }

  /**
   * A summary.
   *
   * @throws BuildException if the definition is of another kind
   */
  public static SummaryMetric summary(MetricDefinition definition) {
    require(definition, MetricKind.SUMMARY);
    return new SummaryMetric(definition, all(definition));
  }

  /** What scraping records of each target: 1 if the last scrape succeeded, 0 if it failed. */
  public static GaugeMetric up() {
    return gauge(UP);
  }

  private static Selection all(MetricDefinition definition) {
    return Selection.of(definition.labels(), TARGET_LABELS);
  }

  private static void require(MetricDefinition definition, MetricKind... kinds) {
    if (!List.of(kinds).contains(definition.kind())) {
      throw new BuildException(
          "%s: is a %s (expected: %s)"
              .formatted(
                  definition.name(),
                  definition.kind().openMetricsName(),
                  Arrays.stream(kinds)
                      .map(MetricKind::openMetricsName)
                      .collect(Collectors.joining(", "))));
    }
  }
}

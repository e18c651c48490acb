package lampas.server.view;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import lampas.model.catalogue.MetricDefinition;
import lampas.promql.build.Condition;
import lampas.promql.build.CounterMetric;
import lampas.promql.build.GaugeMetric;
import lampas.promql.build.Grouping;
import lampas.promql.build.HistogramMetric;
import lampas.promql.build.InstantVector;
import lampas.promql.build.Metrics;

/**
 * A typed view: what is asked, and the unit of what is answered.
 *
 * @param name the last segment of its path
 */
record Topic(String name, List<Panel> panels) {
  /** What the values of a panel mean, which says what their absence means. */
  enum Kind {
    GAUGE,
    RATE,
    QUANTILE
  }

  /** Series of a metric as they are, or the groups of an aggregation. */
  enum Aging {
    OF_EACH_SERIES,
    OF_EACH_GROUP
  }

  /**
   * One kind of value.
   *
   * @param value what it is called in the answer
   * @param metric the metric behind it
   * @param values the query, for a service or all of them and a window
   * @param source the series that the values come from, for a service or all of them and how long
   *     they are remembered
   */
  record Panel(
      String value,
      String metric,
      String unit,
      Kind kind,
      Aging aging,
      BiFunction<Optional<String>, Duration, InstantVector> values,
      BiFunction<Optional<String>, Duration, Ages.Source> source) {}

  /** How the views of latency group what was observed. */
  static final Grouping BY_ENDPOINT = Grouping.by(Definitions.SERVICE, "method", "endpoint");

  private static final List<Double> QUANTILES = List.of(.5, .9, .99);

  static List<Topic> all(String namespace) {
    Definitions definitions = new Definitions(namespace);
    return List.of(
        new Topic("cpu", List.of(rate("cpu", "ratio", definitions.cpuSeconds()))),
        new Topic("memory", List.of(gauge("memory", "bytes", definitions.memory()))),
        new Topic(
            "requests", List.of(rate("requests", "requests per second", definitions.requests()))),
        new Topic("latency", quantiles(definitions.requestDuration())),
        new Topic(
            "tasks",
            List.of(
                gauge("active_tasks", "count", definitions.activeTasks()),
                gauge("active_workers", "count", definitions.activeWorkers()))));
  }

  private static Panel gauge(String value, String unit, MetricDefinition definition) {
    GaugeMetric metric = Metrics.gauge(definition);
    return new Panel(
        value,
        definition.name(),
        unit,
        Kind.GAUGE,
        Aging.OF_EACH_SERIES,
        (service, window) -> metric.where(conditions(service)).value(),
        (service, memory) -> {
          GaugeMetric series = metric.where(conditions(service));
          return new Ages.Source(series.value(), series.over(memory));
        });
  }

  private static Panel rate(String value, String unit, MetricDefinition definition) {
    CounterMetric metric = Metrics.counter(definition);
    return new Panel(
        value,
        definition.name(),
        unit,
        Kind.RATE,
        Aging.OF_EACH_SERIES,
        (service, window) -> metric.where(conditions(service)).rate(window),
        (service, memory) -> source(metric.where(conditions(service)), memory));
  }

  private static Ages.Source source(CounterMetric series, Duration memory) {
    return new Ages.Source(series.value(), series.over(memory));
  }

  private static List<Panel> quantiles(MetricDefinition definition) {
    HistogramMetric metric = Metrics.histogram(definition);
    List<Panel> panels = new ArrayList<>();
    for (double quantile : QUANTILES) {
      panels.add(
          new Panel(
              "p" + Math.round(quantile * 100),
              definition.name(),
              "seconds",
              Kind.QUANTILE,
              Aging.OF_EACH_GROUP,
              (service, window) ->
                  metric.where(conditions(service)).quantile(quantile, window, BY_ENDPOINT),
              (service, memory) -> source(metric.where(conditions(service)).count(), memory)));
    }
    return panels;
  }

  private static Condition[] conditions(Optional<String> service) {
    return service
        .map(name -> new Condition[] {Condition.label(Definitions.SERVICE).is(name)})
        .orElseGet(() -> new Condition[0]);
  }
}

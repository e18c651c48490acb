package lampas.client.container;

import static lampas.promql.build.Condition.label;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import lampas.client.container.ContainerMetric.Kind;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.promql.build.GaugeMetric;
import lampas.promql.build.Grouping;
import lampas.promql.build.InstantVector;
import lampas.promql.build.Metrics;
import lampas.promql.build.RangeVector;

/** The expressions that the metadata of metrics ask for. */
final class ContainerQueries {
  private static final String VALUE_TYPE = ContainerLabel.VALUE_TYPE.text();
  private static final int MANY = 100_000;

  private final ContainerSettings settings;
  private final GaugeMetric family;

  ContainerQueries(ContainerSettings settings) {
    this.settings = settings;
    this.family = Metrics.gauge(definition(settings.family()));
  }

  private static MetricDefinition definition(String name) {
    MetricDefinition.Builder builder =
        MetricDefinition.gauge(name)
            .help("Utilisation of containers.")
            .unusualName("the agents have named it");
    for (ContainerLabel label : ContainerLabel.values()) {
      builder.label(
          label.text(),
          label == ContainerLabel.VALUE_TYPE
              ? LabelDomain.closed(ContainerValue.class)
              : LabelDomain.free(MANY));
    }
    return builder.build();
  }

  /** What a querier asks for. */
  InstantVector of(ContainerMetric metric, ContainerMetricQuerier querier, Duration window) {
    GaugeMetric series =
        family
            .where(label(ContainerLabel.METRIC_NAME.text()).is(metric.name()))
            .where(Filters.conditions(querier.filters()));
    InstantVector values =
        querier
            .valueType()
            .map(type -> ofType(metric.kind(), series, type, window))
            .orElseGet(() -> ofAllTypes(metric.kind(), series, window));
    if (querier.groupBy().isEmpty()) {
      return values;
    }
    Grouping grouping =
        Grouping.by(querier.groupBy().stream().map(ContainerLabel::text).toArray(String[]::new));
    /* Percentages do not add up: the mean is what they have in common. */
    return querier.valueType().equals(Optional.of(ContainerValue.PCT))
        ? values.average(grouping)
        : values.sum(grouping);
  }

  private static InstantVector ofType(
      Kind kind, GaugeMetric series, ContainerValue type, Duration window) {
    GaugeMetric typed = series.where(label(VALUE_TYPE).is(type.text()));
    return type == ContainerValue.CURRENT ? current(kind, typed, window) : typed.value();
  }

  private static InstantVector ofAllTypes(Kind kind, GaugeMetric series, Duration window) {
    if (kind == Kind.GAUGE) {
      return series.value();
    }
    String current = ContainerValue.CURRENT.text();
    return current(kind, series.where(label(VALUE_TYPE).is(current)), window)
        .or(series.where(label(VALUE_TYPE).isNot(current)).value());
  }

  private static InstantVector current(Kind kind, GaugeMetric series, Duration window) {
    return switch (kind) {
      case GAUGE -> series.value();
      case ACCUMULATED_RATE -> series.asCounter().rate(window);
      case ACCUMULATED_DIFF -> series.asCounter().increase(window);
    };
  }

  /** The questions of one look at many metrics of many containers. */
  final class Live {
    private final Collection<ContainerMetric> metrics;
    private final GaugeMetric filtered;
    private final Duration statisticsWindow;

    private Live(
        Collection<ContainerMetric> metrics,
        Map<ContainerLabel, String> filters,
        Duration statisticsWindow) {
      this.metrics = metrics;
      this.filtered = family.where(Filters.conditions(filters));
      this.statisticsWindow = statisticsWindow;
    }

    /** Current values, capacities and percentages. */
    InstantVector now() {
      InstantVector limits =
          of(metrics)
              .where(
                  label(VALUE_TYPE)
                      .isOneOf(ContainerValue.CAPACITY.text(), ContainerValue.PCT.text()))
              .value();
      return limits.or(
          currents((kind, series) -> ContainerQueries.current(kind, series, settings.window())));
    }

    /** The largest current value of a window. */
    InstantVector maximum() {
      return overWindow(RangeVector::maximumOverTime);
    }

    /** The mean of the current values of a window. */
    InstantVector average() {
      return overWindow(RangeVector::averageOverTime);
    }

    /** When the newest sample of what reports was taken. */
    InstantVector sampled() {
      return of(metrics).value().timestamp();
    }

    /** What there is or was lately. */
    InstantVector known() {
      return of(metrics).over(settings.memory()).lastOverTime();
    }

    private InstantVector overWindow(Function<RangeVector, InstantVector> statistic) {
      return currents((kind, series) ->
          statistic.apply(
              kind == Kind.GAUGE
                  ? series.over(statisticsWindow)
                  : ContainerQueries.current(kind, series, settings.window())
                      .over(statisticsWindow, settings.resolution())));
    }

    private InstantVector currents(BiFunction<Kind, GaugeMetric, InstantVector> query) {
      List<InstantVector> parts = new ArrayList<>();
      for (Kind kind : Kind.values()) {
        List<ContainerMetric> ofKind =
            metrics.stream().filter(metric -> metric.kind() == kind).toList();
        if (!ofKind.isEmpty()) {
          GaugeMetric series =
              of(ofKind).where(label(VALUE_TYPE).is(ContainerValue.CURRENT.text()));
          parts.add(query.apply(kind, series));
        }
      }
      return parts.stream().reduce(InstantVector::or).orElseThrow();
    }

    private GaugeMetric of(Collection<ContainerMetric> some) {
      return filtered.where(
          label(ContainerLabel.METRIC_NAME.text())
              .isOneOf(some.stream().map(ContainerMetric::name).toList()));
    }
  }

  Live live(
      Collection<ContainerMetric> metrics,
      Map<ContainerLabel, String> filters,
      Duration statisticsWindow) {
    return new Live(metrics, filters, statisticsWindow);
  }

  /** The selector of the series of the containers that the filters leave. */
  InstantVector selector(Map<ContainerLabel, String> filters) {
    return family.where(Filters.conditions(filters)).value();
  }
}

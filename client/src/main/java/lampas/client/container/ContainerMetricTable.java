package lampas.client.container;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lampas.client.container.ContainerMetric.Kind;
import lampas.model.catalogue.Unit;
import lampas.model.error.NearestName;
import lampas.promql.syntax.StringText;

/** The container metrics that may be asked for, by name. Immutable. */
public final class ContainerMetricTable {
  private static final Unit PERCENT = new Unit("percent");
  private static final Unit MILLISECONDS = new Unit("milliseconds");

  private final Map<String, ContainerMetric> byName;

  private ContainerMetricTable(Map<String, ContainerMetric> byName) {
    this.byName = byName;
  }

  /** What agents of Backend.AI report of containers. */
  public static ContainerMetricTable standard() {
    return of(
        List.of(
            new ContainerMetric("cpu_util", Kind.GAUGE, PERCENT),
            new ContainerMetric("cpu_used", Kind.ACCUMULATED_DIFF, MILLISECONDS),
            new ContainerMetric("mem", Kind.GAUGE, Unit.BYTES),
            new ContainerMetric("net_rx", Kind.ACCUMULATED_RATE, Unit.BYTES),
            new ContainerMetric("net_tx", Kind.ACCUMULATED_RATE, Unit.BYTES),
            new ContainerMetric("io_read", Kind.ACCUMULATED_RATE, Unit.BYTES),
            new ContainerMetric("io_write", Kind.ACCUMULATED_RATE, Unit.BYTES),
            new ContainerMetric("io_scratch_size", Kind.GAUGE, Unit.BYTES),
            new ContainerMetric("cuda_util", Kind.GAUGE, PERCENT),
            new ContainerMetric("cuda_mem", Kind.GAUGE, Unit.BYTES)));
  }

  /** A table of these metrics only; of two of one name the later one counts. */
  public static ContainerMetricTable of(Collection<ContainerMetric> metrics) {
    Map<String, ContainerMetric> byName = new LinkedHashMap<>();
    metrics.forEach(metric -> byName.put(metric.name(), metric));
    return new ContainerMetricTable(byName);
  }

  /** This table and another metric, which replaces one of its name. */
  public ContainerMetricTable with(ContainerMetric metric) {
    List<ContainerMetric> all = new ArrayList<>(metrics());
    all.add(metric);
    return of(all);
  }

  public List<ContainerMetric> metrics() {
    return List.copyOf(byName.values());
  }

  /**
   * The metric of a name.
   *
   * @throws ContainerException USER if there is none: what is not known cannot be asked for rightly
   */
  public ContainerMetric metric(String name) {
    ContainerMetric metric = byName.get(name);
    if (metric == null) {
      throw ContainerException.user(
          "container metric: %s (expected: one of %s%s)"
              .formatted(
                  StringText.quote(name),
                  String.join(", ", byName.keySet()),
                  NearestName.of(name, byName.keySet())
                      .map(nearest -> ", nearest: " + nearest)
                      .orElse("")));
    }
    return metric;
  }
}

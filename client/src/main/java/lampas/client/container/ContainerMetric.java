package lampas.client.container;

import java.util.Objects;
import lampas.model.catalogue.Unit;

/**
 * What is known of one value of the label {@code container_metric_name}; which query is right
 * follows from it.
 *
 * @param name the label's value
 * @param kind what its current values mean
 * @param unit the unit of its current values and its capacity, as the agent writes them
 */
public record ContainerMetric(String name, Kind kind, Unit unit) {
  /** What current values mean; capacities and percentages are gauges always. */
  public enum Kind {
    /** They go up and down: asked for as they are. */
    GAUGE,
    /** They only grow: asked for as growth per second. */
    ACCUMULATED_RATE,
    /** They only grow: asked for as growth within the window. */
    ACCUMULATED_DIFF
  }

  public ContainerMetric {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(unit, "unit");
    if (name.isBlank()) {
      throw ContainerException.user("metric name: blank (expected: a container_metric_name)");
    }
  }

  /**
   * The unit of what is answered for a value type, for example {@code bytes}, {@code bytes per
   * second}, {@code percent}; empty for none.
   */
  public String unitOf(ContainerValue value) {
    return switch (value) {
      case PCT -> "percent";
      case CAPACITY -> unit.name();
      case CURRENT ->
          switch (kind) {
            case GAUGE, ACCUMULATED_DIFF -> unit.name();
            case ACCUMULATED_RATE -> unit.isNone() ? "per second" : unit.name() + " per second";
          };
    };
  }
}

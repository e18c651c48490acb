package lampas.metrics;

import java.time.Clock;
import java.util.Optional;
import lampas.model.error.ErrorKind;
import lampas.model.label.LabelNames;
import lampas.model.label.Labels;

/**
 * How a {@link Registry} keeps its metrics.
 *
 * @param seriesPerFamily how many series one metric may have; what is asked for beyond goes to one
 *     overflow series
 * @param seriesInAll the same for all metrics together
 * @param clock tells when a series was created
 * @param labels labels that every series of the registry carries, in front of its own; metrics of
 *     other libraries are left as they are
 * @param exemplars what exemplars point at; without it there are none, at no cost
 */
public record RegistryOptions(
    int seriesPerFamily,
    int seriesInAll,
    Clock clock,
    Labels labels,
    Optional<ExemplarSource> exemplars) {
  /**
   * 100,000 series a metric, 1,000,000 in all, the system's clock, no more labels, no exemplars.
   */
  public static final RegistryOptions STANDARD =
      new RegistryOptions(100_000, 1_000_000, Clock.systemUTC(), Labels.empty(), Optional.empty());

  /**
   * Checks the options.
   *
   * @throws MetricsException USER if a number is not above zero, or a label has no name that a
   *     metric's label may have
   */
  public RegistryOptions {
    requirePositive("series of a metric", seriesPerFamily);
    requirePositive("series in all", seriesInAll);
    for (int i = 0; i < labels.size(); i++) {
      requireLabel(labels.name(i));
    }
  }

  public RegistryOptions withSeriesPerFamily(int most) {
    return new RegistryOptions(most, seriesInAll, clock, labels, exemplars);
  }

  public RegistryOptions withSeriesInAll(int most) {
    return new RegistryOptions(seriesPerFamily, most, clock, labels, exemplars);
  }

  public RegistryOptions withClock(Clock clock) {
    return new RegistryOptions(seriesPerFamily, seriesInAll, clock, labels, exemplars);
  }

  /** Labels such as {@code service="checkout"} for every series of the program. */
  public RegistryOptions withLabels(Labels labels) {
    return new RegistryOptions(seriesPerFamily, seriesInAll, clock, labels, exemplars);
  }

  public RegistryOptions withExemplars(ExemplarSource source) {
    return new RegistryOptions(seriesPerFamily, seriesInAll, clock, labels, Optional.of(source));
  }

  private static void requireLabel(String name) {
    if (!LabelNames.isLegacyLabelName(name) || name.startsWith("__")) {
      throw new MetricsException(
          ErrorKind.USER,
          "registry: label \"%s\" (expected: [a-zA-Z_][a-zA-Z0-9_]*, without two leading underscores)"
              .formatted(name));
    }
  }

  private static void requirePositive(String what, int value) {
    if (value <= 0) {
      throw new MetricsException(
          ErrorKind.USER, "registry: at most " + value + " " + what + " (expected: 1 or more)");
    }
  }
}

package lampas.metrics;

import java.time.Clock;
import java.util.Optional;
import lampas.model.error.ErrorKind;

/**
 * How a {@link Registry} keeps its metrics.
 *
 * @param seriesPerFamily how many series one metric may have; what is asked for beyond goes to one
 *     overflow series
 * @param seriesInAll the same for all metrics together
 * @param clock tells when a series was created
 * @param exemplars what exemplars point at; without it there are none, at no cost
 */
public record RegistryOptions(
    int seriesPerFamily, int seriesInAll, Clock clock, Optional<ExemplarSource> exemplars) {
  /** 100,000 series a metric, 1,000,000 in all, the system's clock, no exemplars. */
  public static final RegistryOptions STANDARD =
      new RegistryOptions(100_000, 1_000_000, Clock.systemUTC(), Optional.empty());

  /**
   * Checks the options.
   *
   * @throws MetricsException USER if a number is not above zero
   */
  public RegistryOptions {
    requirePositive("series of a metric", seriesPerFamily);
    requirePositive("series in all", seriesInAll);
  }

  public RegistryOptions withSeriesPerFamily(int most) {
    return new RegistryOptions(most, seriesInAll, clock, exemplars);
  }

  public RegistryOptions withSeriesInAll(int most) {
    return new RegistryOptions(seriesPerFamily, most, clock, exemplars);
  }

  public RegistryOptions withClock(Clock clock) {
    return new RegistryOptions(seriesPerFamily, seriesInAll, clock, exemplars);
  }

  public RegistryOptions withExemplars(ExemplarSource source) {
    return new RegistryOptions(seriesPerFamily, seriesInAll, clock, Optional.of(source));
  }

  private static void requirePositive(String what, int value) {
    if (value <= 0) {
      throw new MetricsException(
          ErrorKind.USER, "registry: at most " + value + " " + what + " (expected: 1 or more)");
    }
  }
}

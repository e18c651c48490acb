package lampas.client.container;

import java.time.Duration;

/**
 * How containers are asked for.
 *
 * @param family the metric family; default {@code backendai_container_utilization}
 * @param window over which growth is measured; default 5 minutes
 * @param resolution how often a rate is computed within a window; default 15 s
 * @param staleAfter how old the newest sample may be; default 2 minutes
 * @param memory how long ago a series may have ended to be known at all; default 1 hour
 */
public record ContainerSettings(
    String family, Duration window, Duration resolution, Duration staleAfter, Duration memory) {
  public ContainerSettings {
    requirePositive("window", window);
    requirePositive("resolution", resolution);
    requirePositive("stale after", staleAfter);
    requirePositive("memory", memory);
    if (family.isBlank()) {
      throw ContainerException.user("family: blank (expected: the name of a metric)");
    }
  }

  public static ContainerSettings defaults() {
    return new ContainerSettings(
        "backendai_container_utilization",
        Duration.ofMinutes(5),
        Duration.ofSeconds(15),
        Duration.ofMinutes(2),
        Duration.ofHours(1));
  }

  public ContainerSettings withFamily(String family) {
    return new ContainerSettings(family, window, resolution, staleAfter, memory);
  }

  public ContainerSettings withWindow(Duration window) {
    return new ContainerSettings(family, window, resolution, staleAfter, memory);
  }

  public ContainerSettings withResolution(Duration resolution) {
    return new ContainerSettings(family, window, resolution, staleAfter, memory);
  }

  public ContainerSettings withStaleAfter(Duration staleAfter) {
    return new ContainerSettings(family, window, resolution, staleAfter, memory);
  }

  public ContainerSettings withMemory(Duration memory) {
    return new ContainerSettings(family, window, resolution, staleAfter, memory);
  }

  private static void requirePositive(String what, Duration duration) {
    if (duration.toMillis() <= 0) {
      throw ContainerException.user(what + ": " + duration + " (expected: at least 1 ms)");
    }
  }
}

package lampas.server.view;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import lampas.model.label.Labels;
import lampas.promql.build.Grouping;
import lampas.promql.build.InstantVector;

/**
 * How old the newest samples of series are: of those that report, and of those that did lately.
 *
 * @param current when the newest sample of each reporting series was taken, in Unix seconds
 * @param remembered the same of every series of the last while
 */
record Ages(
    Map<Labels, Double> current,
    Map<Labels, Double> remembered,
    Instant time,
    Duration staleAfter) {
  private static final Duration RESOLUTION = Duration.ofSeconds(15);

  /** The ages of each series of a vector. */
  static Ages of(Vectors vectors, InstantVector series, ViewSettings settings) {
    return ask(
        vectors,
        series.timestamp(),
        series.timestamp().over(settings.memory(), RESOLUTION).maximumOverTime(),
        settings);
  }

  /** The ages of the newest series of each group. */
  static Ages of(Vectors vectors, InstantVector series, Grouping grouping, ViewSettings settings) {
    return ask(
        vectors,
        series.timestamp().maximum(grouping),
        series.timestamp().over(settings.memory(), RESOLUTION).maximumOverTime().maximum(grouping),
        settings);
  }

  private static Ages ask(
      Vectors vectors, InstantVector current, InstantVector remembered, ViewSettings settings) {
    return new Ages(
        vectors.ask(current), vectors.ask(remembered), vectors.time(), settings.staleAfter());
  }

  /** All series that are known, sorted. */
  Set<Labels> series() {
    Set<Labels> all = new TreeSet<>(remembered.keySet());
    all.addAll(current.keySet());
    return all;
  }

  Optional<Duration> age(Labels series) {
    Double seconds = current.get(series);
    if (seconds == null) {
      seconds = remembered.get(series);
    }
    return seconds == null
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(time.toEpochMilli() - Math.round(seconds * 1000)));
  }

  /** Whether the series has a sample that is not too old. */
  boolean isCurrent(Labels series) {
    return current.containsKey(series) && age(series).orElseThrow().compareTo(staleAfter) <= 0;
  }
}

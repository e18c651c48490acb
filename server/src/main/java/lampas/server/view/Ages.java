package lampas.server.view;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import lampas.model.label.Labels;
import lampas.promql.build.Grouping;
import lampas.promql.build.InstantVector;
import lampas.promql.build.RangeVector;

/**
 * Which series there are or were lately, and how old their newest samples are.
 *
 * @param known every series of the last while
 * @param current when the newest sample of each reporting series was taken, in Unix seconds
 * @param remembered about when the newest sample of each series of the last while was taken
 */
record Ages(
    Set<Labels> known,
    Map<Labels, Double> current,
    Map<Labels, Double> remembered,
    Instant time,
    Duration staleAfter) {
  private static final Duration RESOLUTION = Duration.ofSeconds(15);

  /**
   * The series of a metric.
   *
   * @param newest their newest samples
   * @param history their samples of the last while
   */
  record Source(InstantVector newest, RangeVector history) {}

  /** The ages of each series. */
  static Ages of(Vectors vectors, Source source, ViewSettings settings) {
    return of(vectors, source, settings, UnaryOperator.identity());
  }

  /** The ages of the newest series of each group. */
  static Ages of(Vectors vectors, Source source, Grouping grouping, ViewSettings settings) {
    return of(vectors, source, settings, vector -> vector.maximum(grouping));
  }

  /* A series that was there for less than the resolution is known and may be of unknown age. */
  private static Ages of(
      Vectors vectors, Source source, ViewSettings settings, UnaryOperator<InstantVector> grouped) {
    InstantVector sampled = source.newest().timestamp();
    return new Ages(
        vectors.ask(grouped.apply(source.history().lastOverTime())).keySet(),
        vectors.ask(grouped.apply(sampled)),
        vectors.ask(grouped.apply(sampled.over(settings.memory(), RESOLUTION).maximumOverTime())),
        vectors.time(),
        settings.staleAfter());
  }

  /** All series that are known, sorted. */
  Set<Labels> series() {
    Set<Labels> all = new TreeSet<>(known);
    all.addAll(current.keySet());
    return all;
  }

  Optional<Duration> age(Labels series) {
    return Optional.ofNullable(current.get(series))
        .or(() -> Optional.ofNullable(remembered.get(series)))
        .map(seconds -> Duration.ofMillis(time.toEpochMilli() - Math.round(seconds * 1000)));
  }

  /** Whether the series has a sample that is not too old. */
  boolean isCurrent(Labels series) {
    return current.containsKey(series)
        && age(series).filter(age -> age.compareTo(staleAfter) <= 0).isPresent();
  }
}

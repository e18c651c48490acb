package lampas.metrics;

import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import lampas.model.label.Labels;
import lampas.model.series.Exemplar;
import org.jspecify.annotations.Nullable;

/**
 * Decides which records become exemplars: one in seven seconds for each place that keeps one.
 *
 * <p>So hot code makes no garbage for exemplars that no scrape will ever see.
 */
final class ExemplarSampler {
  private static final long SHORTEST_MILLIS = 7_000;

  /* Source: OpenMetrics 1.0, "Exemplars": names and values together. */
  private static final int MOST_CHARACTERS = 128;

  private final ExemplarSource source;
  private final Clock clock;

  ExemplarSampler(ExemplarSource source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  /** The exemplar that takes the place of the one that is kept; null if that one stays. */
  @Nullable Exemplar next(@Nullable Exemplar kept, double value) {
    /* The time first where one is kept: the source makes labels each time that it has a span. */
    if (kept != null && clock.millis() - kept.timeMillis().orElse(0) < SHORTEST_MILLIS) {
      return null;
    }
    Optional<Labels> labels = source.current();
    if (labels.isEmpty()) {
      return null;
    }
    return length(labels.get()) <= MOST_CHARACTERS
        ? new Exemplar(labels.get(), value, OptionalLong.of(clock.millis()))
        : null;
  }

  private static int length(Labels labels) {
    int[] length = {0};
    labels.forEach((name, value) -> length[0] += name.length() + value.length());
    return length[0];
  }
}

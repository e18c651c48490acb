package lampas.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which series a question about names and labels is about.
 *
 * @param selectors series selectors in PromQL notation, of which one must match; none means all
 * @param start the first moment; empty for the backend's default
 * @param end the last moment; empty for the backend's default
 */
public record SeriesScope(List<String> selectors, Optional<Instant> start, Optional<Instant> end) {
  private static final SeriesScope ALL =
      new SeriesScope(List.of(), Optional.empty(), Optional.empty());

  public SeriesScope {
    selectors = List.copyOf(selectors);
    if (start.isPresent() && end.isPresent() && end.get().isBefore(start.get())) {
      throw new IllegalArgumentException(
          "end: " + end.get() + " (expected: not before the start, " + start.get() + ")");
    }
  }

  public static SeriesScope all() {
    return ALL;
  }

  public static SeriesScope matching(String... selectors) {
    return new SeriesScope(List.of(selectors), Optional.empty(), Optional.empty());
  }

  public SeriesScope between(Instant start, Instant end) {
    return new SeriesScope(selectors, Optional.of(start), Optional.of(end));
  }
}

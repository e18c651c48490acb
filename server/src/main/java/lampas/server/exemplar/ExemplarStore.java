package lampas.server.exemplar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import lampas.model.label.Labels;
import lampas.model.label.Matcher;
import lampas.model.series.TimeRange;
import lampas.store.match.LabelMatcher;
import org.jspecify.annotations.Nullable;

/**
 * The newest exemplars of all series together, up to a fixed number; the oldest one makes room.
 *
 * <p>Thread-safe. What is looked for is compared with every series that has an exemplar.
 */
public final class ExemplarStore {
  private final @Nullable StoredExemplar[] ring;
  private final Map<Labels, StoredExemplar> newest = new HashMap<>();
  private int next;

  private ExemplarStore(int capacity) {
    this.ring = new StoredExemplar[capacity];
  }

  /** An empty store for so many exemplars; 0 keeps none. */
  public static ExemplarStore of(int capacity) {
    if (capacity < 0) {
      throw new IllegalArgumentException("exemplars: " + capacity + " (expected: 0 or more)");
    }
    return new ExemplarStore(capacity);
  }

  /**
   * Keeps an exemplar, unless it repeats the newest one of its series or is older.
   *
   * @param dated whether its time is its own; a target shows an exemplar without one again and
   *     again, each time as if it were of that scrape
   */
  public synchronized void add(StoredExemplar exemplar, boolean dated) {
    if (ring.length == 0) {
      return;
    }
    StoredExemplar last = newest.get(exemplar.series());
    boolean known =
        last != null
            && (exemplar.timeMillis() < last.timeMillis()
                || (exemplar.repeats(last)
                    && (!dated || exemplar.timeMillis() == last.timeMillis())));
    if (known) {
      return;
    }
    StoredExemplar oldest = ring[next];
    if (oldest != null) {
      newest.remove(oldest.series(), oldest);
    }
    ring[next] = exemplar;
    next = (next + 1) % ring.length;
    newest.put(exemplar.series(), exemplar);
  }

  /**
   * The exemplars in a range of time of all series that agree with one of some lists of matchers,
   * by series, the oldest first.
   */
  public SortedMap<Labels, List<StoredExemplar>> select(
      List<List<Matcher>> selectors, TimeRange range) {
    List<List<LabelMatcher>> compiled = selectors.stream().map(LabelMatcher::of).toList();
    Map<Labels, Boolean> wanted = new HashMap<>();
    SortedMap<Labels, List<StoredExemplar>> found = new TreeMap<>();
    for (StoredExemplar exemplar : inOrder()) {
      boolean matches =
          wanted.computeIfAbsent(
              exemplar.series(),
              series -> compiled.stream().anyMatch(matchers -> matches(matchers, series)));
      if (matches
          && exemplar.timeMillis() >= range.startMillis()
          && exemplar.timeMillis() <= range.endMillis()) {
        found.computeIfAbsent(exemplar.series(), series -> new ArrayList<>()).add(exemplar);
      }
    }
    return found;
  }

  private synchronized List<StoredExemplar> inOrder() {
    return Stream.concat(Stream.of(ring).skip(next), Stream.of(ring).limit(next))
        .filter(exemplar -> exemplar != null)
        .toList();
  }

  private static boolean matches(List<LabelMatcher> matchers, Labels series) {
    return matchers.stream()
        .allMatch(matcher -> matcher.matches(series.valueOrEmpty(matcher.name())));
  }
}

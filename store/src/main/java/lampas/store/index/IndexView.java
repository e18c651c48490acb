package lampas.store.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import lampas.store.match.LabelMatcher;

/**
 * The series that an index held at one moment; series that are gone meanwhile are left out.
 *
 * <p>Immutable but for that; thread-safe.
 */
public final class IndexView<S extends IndexedSeries> {
  private final Generation<S> generation;
  private final int size;

  IndexView(Generation<S> generation, int size) {
    this.generation = generation;
    this.size = size;
  }

  /** The series that all matchers hold for; all series if there is no matcher. */
  public List<S> select(List<LabelMatcher> matchers) {
    return series(new Selector<>(generation, size).select(matchers));
  }

  /**
   * The series that all matchers hold for and that an older view of the same index did not have.
   *
   * @return also some of the older ones, if series were removed since
   */
  public List<S> selectNewerThan(IndexView<S> older, List<LabelMatcher> matchers) {
    if (older.generation != generation) {
      return select(matchers);
    }
    List<S> newer = new ArrayList<>();
    for (int id = older.size; id < size; id++) {
      S series = generation.series(id);
      if (Selector.matches(matchers, series.labels())) {
        newer.add(series);
      }
    }
    return newer;
  }

  /** All label names of which a series passes, sorted. */
  public List<String> names(Predicate<? super S> condition) {
    return generation.names().values().stream()
        .filter(name -> name.values().stream().anyMatch(value -> anyOf(value, condition)))
        .map(LabelPostings::name)
        .sorted()
        .toList();
  }

  /** All values of a label name of which a series passes, sorted. */
  public List<String> values(String name, Predicate<? super S> condition) {
    LabelPostings postings = generation.names().get(name);
    return postings == null
        ? List.of()
        : postings.values().stream()
            .filter(value -> anyOf(value, condition))
            .map(Postings::value)
            .sorted(Comparator.naturalOrder())
            .toList();
  }

  private boolean anyOf(Postings value, Predicate<? super S> condition) {
    SortedIds ids = value.before(size);
    for (int i = 0; i < ids.size(); i++) {
      S series = generation.series(ids.get(i));
      if (!series.isGone() && condition.test(series)) {
        return true;
      }
    }
    return false;
  }

  private List<S> series(SortedIds ids) {
    List<S> selected = new ArrayList<>(ids.size());
    for (int i = 0; i < ids.size(); i++) {
      S series = generation.series(ids.get(i));
      if (!series.isGone()) {
        selected.add(series);
      }
    }
    return selected;
  }
}

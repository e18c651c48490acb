package lampas.store.index;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import lampas.model.label.Labels;
import lampas.store.error.StoreException;

/**
 * All series by their labels.
 *
 * <p>Thread-safe. Looking up a series that is there takes no lock, nor does reading a {@link
 * IndexView}; creating and removing series take turns.
 */
public final class SeriesIndex<S extends IndexedSeries> {
  private final int limit;
  private final Function<Labels, S> factory;
  private final ConcurrentHashMap<Labels, S> byLabels = new ConcurrentHashMap<>();
  private volatile Generation<S> generation = new Generation<>();
  private volatile long created;

  /**
   * An empty index.
   *
   * @param limit how many series there may be at once
   * @param factory makes a series of labels, whose texts are shared with other series
   */
  public SeriesIndex(int limit, Function<Labels, S> factory) {
    this.limit = limit;
    this.factory = factory;
  }

  /**
   * The series of these labels, which is created if it is new or the one before is gone.
   *
   * @throws StoreException LIMIT if there may be no more series
   */
  public S resolve(Labels labels) {
    S known = byLabels.get(labels);
    return known != null && !known.isGone() ? known : create(labels);
  }

  /** How many series there are, those included that are gone but not {@linkplain #sweep swept}. */
  public int size() {
    return byLabels.size();
  }

  /** How many series were created in the life of this index. */
  public long created() {
    return created;
  }

  /** The index as it is now. */
  public IndexView<S> view() {
    Generation<S> current = generation;
    return new IndexView<>(current, current.size());
  }

  /** Takes out the series that are gone; costs about as much as a look at all postings. */
  public synchronized void sweep() {
    byLabels.values().removeIf(IndexedSeries::isGone);
    generation = generation.withoutGone();
  }

  private synchronized S create(Labels labels) {
    S known = byLabels.get(labels);
    if (known != null && !known.isGone()) {
      return known;
    }
    if (generation.size() >= limit) {
      throw StoreException.limit("series limit: " + limit + " reached, cannot create " + labels);
    }
    S series = factory.apply(generation.intern(labels));
    generation.add(series);
    byLabels.remove(labels);
    byLabels.put(series.labels(), series);
    created++;
    return series;
  }
}

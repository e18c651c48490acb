package lampas.metrics.reader;

import java.util.function.Consumer;

/**
 * The series of one target by the very bytes in which the target writes them.
 *
 * <p>Not thread-safe.
 *
 * @param <T> what is kept for a series
 */
public final class SeriesCache<T> {
  public SeriesCache() {}

  /** How many series are kept. */
  public int size() {
    throw new UnsupportedOperationException("soon");
  }

  /** Hands over every kept series. */
  public void forEach(Consumer<? super T> action) {
    throw new UnsupportedOperationException("soon");
  }

  /** Forgets the series that the last body did not have, and hands each over. */
  public void removeMissing(Consumer<? super T> action) {
    throw new UnsupportedOperationException("soon");
  }
}

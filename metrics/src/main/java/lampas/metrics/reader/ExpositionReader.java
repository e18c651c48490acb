package lampas.metrics.reader;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads expositions, one body after the other, with one buffer.
 *
 * <p>Not thread-safe.
 *
 * @param <T> what the caller keeps for a series
 */
public final class ExpositionReader<T> {
  /** A reader that looks series up in a cache and adds to it those that it does not find. */
  public ExpositionReader(SeriesCache<T> cache, ReadLimits limits) {}

  /**
   * Reads a body to its end. If that fails, the cache forgets the series that this body added.
   *
   * @return how many bytes the body had
   * @throws ReadException if the body is malformed or larger than the limits allow
   * @throws IOException if the stream fails
   */
  public long read(InputStream body, ExpositionSyntax syntax, ExpositionHandler<T> handler)
      throws IOException {
    throw new UnsupportedOperationException("soon");
  }
}

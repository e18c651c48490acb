package lampas.metrics.exposition;

import java.io.IOException;

/**
 * One exposition being written, family by family, in one {@link Format}.
 *
 * <p>Call {@link #begin} for a family, then one of the other methods for each of its series, and
 * {@link #end} after the last family. Labels are given as the bytes that {@link
 * EncodedFamily#encodeLabels} made. Not thread-safe.
 */
public interface ExpositionWriter {
  /** Begins a family; the series that follow belong to it. */
  void begin(EncodedFamily family) throws IOException;

  /** Writes the one value of a counter, gauge, info, state set or unknown. */
  void value(byte[] labels, double value) throws IOException;

  /**
   * Writes a histogram.
   *
   * @param counts the observations in each bucket, not accumulated; the last is {@code +Inf}
   */
  void histogram(byte[] labels, long[] counts, double sum) throws IOException;

  /** Writes a summary without quantiles. */
  void summary(byte[] labels, long count, double sum) throws IOException;

  /**
   * An array for {@link #histogram} that this writer lends again and again.
   *
   * @param length the exact length
   */
  long[] borrowCounts(int length);

  /** Ends the exposition and flushes the stream, which stays open. */
  void end() throws IOException;
}

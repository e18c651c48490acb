package lampas.metrics.exposition;

import java.io.IOException;
import lampas.model.series.Exemplar;
import org.jspecify.annotations.Nullable;

/**
 * One exposition being written, family by family.
 *
 * <p>Call {@link #begin} for a family, then one of the other methods for each of its series, and
 * {@link #end} after the last family. Labels are given as the bytes that {@link
 * EncodedFamily#encodeLabels} made; {@code createdMillis} is since the epoch, 0 if it is not known.
 * Not thread-safe.
 */
public interface ExpositionWriter {
  /** Begins a family; the series that follow belong to it. */
  void begin(EncodedFamily family) throws IOException;

  /** Writes the one value of a counter, gauge, info or unknown. */
  void value(byte[] labels, double value, long createdMillis, @Nullable Exemplar exemplar)
      throws IOException;

  /** Writes a state set: the bits of the states that are on, the first state's is the lowest. */
  void states(byte[] labels, long on) throws IOException;

  /** Writes a histogram or gauge histogram. */
  void histogram(byte[] labels, HistogramSnapshot histogram, long createdMillis) throws IOException;

  /** Writes a summary; quantiles ascend and go with the value of the same position. */
  void summary(
      byte[] labels,
      long count,
      double sum,
      double[] quantiles,
      double[] values,
      long createdMillis)
      throws IOException;

  /** A snapshot for {@link #histogram} that this writer lends again and again. */
  HistogramSnapshot borrowSnapshot();

  /** Ends the exposition and flushes the stream, which stays open. */
  void end() throws IOException;
}

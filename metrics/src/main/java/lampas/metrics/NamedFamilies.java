package lampas.metrics;

import java.io.IOException;
import java.util.Set;
import lampas.metrics.exposition.EncodedFamily;
import lampas.metrics.exposition.ExpositionWriter;
import lampas.metrics.exposition.HistogramSnapshot;
import lampas.model.series.Exemplar;
import org.jspecify.annotations.Nullable;

/** Lets only the families through that a scrape names. */
final class NamedFamilies implements ExpositionWriter {
  private final ExpositionWriter writer;
  private final Set<String> names;
  private boolean named;

  NamedFamilies(ExpositionWriter writer, Set<String> names) {
    this.writer = writer;
    this.names = names;
  }

  @Override
  public void begin(EncodedFamily family) throws IOException {
    named = Source.isNamed(family.definition(), names);
    if (named) {
      writer.begin(family);
    }
  }

  @Override
  public void value(byte[] labels, double value, long createdMillis, @Nullable Exemplar exemplar)
      throws IOException {
    if (named) {
      writer.value(labels, value, createdMillis, exemplar);
    }
  }

  @Override
  public void states(byte[] labels, long on) throws IOException {
    if (named) {
      writer.states(labels, on);
    }
  }

  @Override
  public void histogram(byte[] labels, HistogramSnapshot histogram, long createdMillis)
      throws IOException {
    if (named) {
      writer.histogram(labels, histogram, createdMillis);
    }
  }

  @Override
  public void summary(
      byte[] labels,
      long count,
      double sum,
      double[] quantiles,
      double[] values,
      long createdMillis)
      throws IOException {
    if (named) {
      writer.summary(labels, count, sum, quantiles, values, createdMillis);
    }
  }

  @Override
  public HistogramSnapshot borrowSnapshot() {
    return writer.borrowSnapshot();
  }

  /* The exposition goes on with other sources. */
  @Override
  public void end() {}
}

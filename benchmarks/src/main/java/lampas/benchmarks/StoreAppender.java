package lampas.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import lampas.metrics.reader.ExpositionHandler;
import lampas.metrics.reader.ExpositionReader;
import lampas.metrics.reader.ExpositionSyntax;
import lampas.metrics.reader.ReadLimits;
import lampas.metrics.reader.SeriesCache;
import lampas.model.label.Labels;
import lampas.model.series.SampleBatch;
import lampas.model.series.SampleSink;
import lampas.model.series.SeriesHandle;

/** Reads pages into a store, as a scrape does it, without the network. Not thread-safe. */
final class StoreAppender implements ExpositionHandler<SeriesHandle> {
  private final SampleSink sink;
  private final String instance;
  private final ExpositionReader<SeriesHandle> reader =
      new ExpositionReader<>(new SeriesCache<>(), ReadLimits.STANDARD);
  private final SampleBatch batch;
  private long timeMillis;

  StoreAppender(SampleSink sink, String instance) {
    this.sink = sink;
    this.instance = instance;
    this.batch = sink.batch();
  }

  /** Appends a page's samples at one time and says how many were stored. */
  int append(byte[] page, long timeMillis) throws IOException {
    this.timeMillis = timeMillis;
    reader.read(new ByteArrayInputStream(page), ExpositionSyntax.TEXT, this);
    return batch.commit();
  }

  @Override
  public SeriesHandle series(Labels labels) {
    return sink.resolve(labels.with("instance", instance).with("job", "benchmark"));
  }

  @Override
  public void sample(SeriesHandle series, double value, boolean repeated) {
    batch.append(series, timeMillis, value);
  }

  @Override
  public void sampleAt(SeriesHandle series, double value, long time, boolean repeated) {
    batch.append(series, time, value);
  }
}

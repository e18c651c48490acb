package lampas.server.load;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import lampas.metrics.reader.ExpositionHandler;
import lampas.model.error.ErrorKind;
import lampas.model.label.Labels;
import lampas.model.series.AppendOutcome;
import lampas.model.series.SampleBatch;
import lampas.model.series.SeriesHandle;
import lampas.store.Store;

/** Appends the samples of one file to a store, many at a time. */
final class SampleLoader implements ExpositionHandler<SeriesHandle> {
  /* Pending samples take 20 bytes each; larger batches are no faster. */
  private static final int BATCH_SAMPLES = 50_000;

  private final Path file;
  private final Store store;
  private final SampleBatch batch;
  private final long maximumBytes;
  private final LongSupplier line;
  private long samples;
  private int pending;

  SampleLoader(Path file, Store store, SampleBatch batch, long maximumBytes, LongSupplier line) {
    this.file = file;
    this.store = store;
    this.batch = batch;
    this.maximumBytes = maximumBytes;
    this.line = line;
  }

  long samples() {
    return samples;
  }

  @Override
  public SeriesHandle series(Labels labels) {
    return store.resolve(labels);
  }

  @Override
  public void sample(SeriesHandle series, double value, boolean repeated) {
    throw problem("sample without a timestamp (expected: seconds since the epoch)");
  }

  @Override
  public void sampleAt(SeriesHandle series, double value, long timeMillis, boolean repeated) {
    AppendOutcome outcome = batch.append(series, timeMillis, value);
    switch (outcome) {
      case ACCEPTED, REPEATED -> {
        samples++;
        if (++pending == BATCH_SAMPLES) {
          commit();
        }
      }
      case OUT_OF_ORDER ->
          throw problem(
              "timestamp: %s (expected: after the series' sample before)"
                  .formatted(seconds(timeMillis)));
      case DUPLICATE_TIMESTAMP ->
          throw problem(
              "timestamp: %s comes twice with different values (expected: one value)"
                  .formatted(seconds(timeMillis)));
      case OUT_OF_BOUNDS, GONE ->
          throw new IllegalStateException(
              "%s at %d (expected: a store for samples of any age)".formatted(outcome, timeMillis));
    }
  }

  void commit() {
    batch.commit();
    pending = 0;
    long bytes = store.statistics().chunkBytes();
    if (bytes > maximumBytes) {
      throw LoadException.at(
          ErrorKind.LIMIT,
          file,
          line.getAsLong(),
          "samples: %d bytes (expected: at most %d, see storage.retention_bytes and the JVM's heap)"
              .formatted(bytes, maximumBytes));
    }
  }

  private LoadException problem(String problem) {
    return LoadException.at(ErrorKind.USER, file, line.getAsLong(), problem);
  }

  private static String seconds(long millis) {
    return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString();
  }
}

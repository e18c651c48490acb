package lampas.server.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import lampas.metrics.reader.ExpositionReader;
import lampas.metrics.reader.ExpositionSyntax;
import lampas.metrics.reader.ReadException;
import lampas.metrics.reader.ReadLimits;
import lampas.metrics.reader.SeriesCache;
import lampas.model.error.ErrorKind;
import lampas.model.series.SampleBatch;
import lampas.model.series.SeriesHandle;
import lampas.store.Store;
import lampas.store.error.StoreException;

/**
 * A file of samples with their times, as {@code promtool tsdb create-blocks-from openmetrics} takes
 * it: OpenMetrics text, its series in any order, the samples of each in the order of time, {@code #
 * EOF} at the end.
 */
public final class OpenMetricsFile {
  private OpenMetricsFile() {}

  /**
   * How much was loaded.
   *
   * @param samples samples read; one that repeats the sample before it is counted, too
   * @param series series in the file
   */
  public record Loaded(long samples, int series) {}

  /**
   * Loads the whole file; what was read before an error stays in the store.
   *
   * <p>The file is read as a stream; in memory there are the store and the text of each series.
   *
   * @param store a store for samples of any age
   * @param maximumBytes how many bytes the samples in the store may take
   * @throws LoadException if the file cannot be loaded
   */
  public static Loaded load(Path file, Store store, long maximumBytes) {
    SeriesCache<SeriesHandle> cache = new SeriesCache<>();
    ExpositionReader<SeriesHandle> reader = new ExpositionReader<>(cache, ReadLimits.STANDARD);
    try (InputStream body = Files.newInputStream(file);
        SampleBatch batch = store.batch()) {
      SampleLoader loader = new SampleLoader(file, store, batch, maximumBytes, reader::line);
      reader.read(body, ExpositionSyntax.OPEN_METRICS, loader);
      loader.commit();
      return new Loaded(loader.samples(), cache.size());
    } catch (ReadException malformed) {
      ErrorKind kind = malformed.kind() == ErrorKind.LIMIT ? ErrorKind.LIMIT : ErrorKind.USER;
      throw LoadException.of(kind, file, malformed.getMessage(), malformed);
    } catch (StoreException refused) {
      throw LoadException.of(
          refused.kind(), file, reader.line() + ": " + refused.getMessage(), refused);
    } catch (NoSuchFileException missing) {
      throw LoadException.of(
          ErrorKind.USER, file, " no such file (expected: an OpenMetrics file)", missing);
    } catch (IOException unreadable) {
      throw LoadException.of(
          ErrorKind.UNAVAILABLE,
          file,
          " cannot be read (expected: an OpenMetrics file): " + unreadable.getMessage(),
          unreadable);
    }
  }
}

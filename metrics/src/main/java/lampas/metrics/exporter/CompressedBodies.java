package lampas.metrics.exporter;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import lampas.metrics.MetricsException;
import lampas.model.error.ErrorKind;

/**
 * Compressed answers, made once for scrapers that ask the same while one is being made.
 *
 * <p>Two Prometheus servers that scrape a target side by side so cost it as much as one. A scrape
 * that joins another sees values that are older than its request by at most the time that the other
 * has taken so far. Thread-safe.
 */
final class CompressedBodies {
  private static final int BUFFER = 16 * 1024;

  /** Writes what is to be compressed. */
  interface Writer {
    void write(OutputStream out) throws IOException;
  }

  private final ConcurrentMap<Object, CompletableFuture<ScrapeBody>> inProgress =
      new ConcurrentHashMap<>();

  /** The compressed form of what the writer writes, or of what another writes for this key. */
  ScrapeBody get(Object key, Writer writer) throws IOException {
    CompletableFuture<ScrapeBody> own = new CompletableFuture<>();
    CompletableFuture<ScrapeBody> other = inProgress.putIfAbsent(key, own);
    if (other != null) {
      return joined(other);
    }
    try {
      ScrapeBody body = compress(writer);
      own.complete(body);
      return body;
    } catch (IOException | RuntimeException | Error e) {
      own.completeExceptionally(e);
      throw e;
    } finally {
      inProgress.remove(key, own);
    }
  }

  /** How many wait for what another compresses. */
  int waiting() {
    return inProgress.values().stream().mapToInt(CompletableFuture::getNumberOfDependents).sum();
  }

  private static ScrapeBody joined(CompletableFuture<ScrapeBody> other) {
    try {
      return other.join();
    } catch (CompletionException e) {
      throw new MetricsException(
          ErrorKind.INTERNAL, "the scrape that this one joined has failed", e.getCause());
    }
  }

  private static ScrapeBody compress(Writer writer) throws IOException {
    ScrapeBody body = new ScrapeBody();
    try (GZIPOutputStream out = new FastGzip(body)) {
      writer.write(out);
    }
    return body;
  }

  /** Level 1: a scrape compresses nearly as well with it, in a third of the time. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, BUFFER);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}

package lampas.metrics;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import lampas.metrics.exposition.ExpositionOptions;
import lampas.metrics.exposition.ExpositionWriter;

/** The metrics of one scrape, gathered and ready to be written. */
public final class Scrape {
  private final List<Source.Gathered> gathered;
  private final Set<String> names;

  Scrape(List<Source.Gathered> gathered, Set<String> names) {
    this.gathered = gathered;
    this.names = names;
  }

  /**
   * Writes the metrics; the stream is flushed and stays open.
   *
   * @throws IOException if the stream throws it
   */
  public void write(ExpositionOptions options, OutputStream out) throws IOException {
    write(options.writer(out));
  }

  /** Hands the metrics to a writer of any kind, and ends it. */
  public void write(ExpositionWriter writer) throws IOException {
    for (Source.Gathered source : gathered) {
      source.write(writer, names);
    }
    writer.end();
  }
}

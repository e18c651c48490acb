package lampas.metrics;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import lampas.metrics.exposition.ExpositionWriter;
import lampas.metrics.exposition.Format;

/** The metrics of one scrape, gathered and ready to be written. */
public final class Scrape {
  private final List<Source.Gathered> gathered;

  Scrape(List<Source.Gathered> gathered) {
    this.gathered = gathered;
  }

  /**
   * Writes the metrics; the stream is flushed and stays open.
   *
   * @throws IOException if the stream throws it
   */
  public void write(Format format, OutputStream out) throws IOException {
    ExpositionWriter writer = format.writer(out);
    for (Source.Gathered source : gathered) {
      source.write(writer);
    }
    writer.end();
  }
}

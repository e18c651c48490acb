package lampas.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import lampas.metrics.Registry;
import lampas.metrics.exposition.Format;

/** Adds up what a registry writes. */
final class WrittenCounts {
  private WrittenCounts() {}

  /** The sum of all lines that begin so. */
  static double sum(Registry registry, String prefix) {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    try {
      registry.write(Format.TEXT, page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return page.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(prefix))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}

package lampas.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import lampas.metrics.Registry;
import lampas.metrics.exposition.Format;

/** What a registry exposes, added up. */
final class RegistryCounts {
  private RegistryCounts() {}

  /** The sum of all series of a sample name with labels. */
  static double sum(Registry registry, String name) {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    try {
      registry.write(Format.TEXT, page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return page.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}

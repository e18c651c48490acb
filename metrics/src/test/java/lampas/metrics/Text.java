package lampas.metrics;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import lampas.metrics.exposition.Format;

/** Whole expositions as text. */
final class Text {
  private Text() {}

  static String of(Registry registry) throws IOException {
    return of(registry, Format.TEXT);
  }

  static String of(Registry registry, Format format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    registry.write(format, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}

package lampas.client.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** The encodings in which answers are taken. */
final class Unpacking {
  /** What {@code Accept-Encoding} says. */
  static final String ACCEPTED = "gzip";

  private Unpacking() {}

  static InputStream of(String encoding, InputStream packed) throws IOException {
    return switch (encoding.toLowerCase(Locale.ROOT)) {
      case "", "identity" -> packed;
      case "gzip", "x-gzip" -> new GZIPInputStream(packed, 8192);
      default ->
          throw new TransportException(
              new TransportFault.Broken("the answer is packed as nobody asked for"));
    };
  }
}

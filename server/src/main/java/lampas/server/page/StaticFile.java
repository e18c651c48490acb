package lampas.server.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.CRC32;
import lampas.server.http.Call;
import lampas.server.http.Endpoint;
import lampas.server.http.Reply;

/** A file on the class path, held in memory and served with an entity tag. */
final class StaticFile {
  /* Scripts and styles only from files of this server, connections only to it, no frames. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final byte[] content;
  private final String tag;
  private final Map<String, String> headers;

  StaticFile(String resource, String contentType) {
    try (InputStream in = open(resource)) {
      this.content = in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    CRC32 checksum = new CRC32();
    checksum.update(content);
    this.tag = "W/\"" + Long.toHexString(checksum.getValue()) + "\"";
    this.headers =
        Map.of(
            "Content-Type",
            contentType,
            "Cache-Control",
            "no-cache",
            "Content-Security-Policy",
            POLICY,
            "Referrer-Policy",
            "no-referrer",
            "ETag",
            tag);
  }

  static InputStream open(String resource) {
    InputStream in = StaticFile.class.getClassLoader().getResourceAsStream(resource);
    if (in == null) {
      throw new IllegalStateException(
          "class path: no " + resource + " (expected: the files of the web page)");
    }
    return in;
  }

  Endpoint at(String path) {
    return Endpoint.get(path, this::reply);
  }

  private Reply reply(Call call) {
    boolean known = call.header("If-None-Match").filter(tag::equals).isPresent();
    return known
        ? new Reply(304, headers, out -> {})
        : new Reply(200, headers, out -> out.write(content));
  }
}

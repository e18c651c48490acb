package lampas.server.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The answer to a request; its body is written while it is sent.
 *
 * @param status the HTTP status
 * @param headers the response headers
 * @param body what writes the body; not called for HEAD
 */
public record Reply(int status, Map<String, String> headers, Body body) {
  /** Writes a body; an error while it writes breaks the connection off. */
  @FunctionalInterface
  public interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  public Reply {
    headers = Map.copyOf(headers);
  }

  /** A reply of status 200. */
  public static Reply of(String contentType, Body body) {
    return new Reply(200, Map.of("Content-Type", contentType), body);
  }

  /** A reply of plain text. */
  public static Reply text(int status, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = Map.of("Content-Type", "text/plain; charset=utf-8");
    return new Reply(status, headers, out -> out.write(bytes));
  }

  /** This reply with one more header. */
  public Reply with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Reply(status, more, body);
  }
}

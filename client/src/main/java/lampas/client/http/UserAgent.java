package lampas.client.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What the client calls itself: {@code lampas/VERSION}. */
final class UserAgent {
  private static final String TEXT = read();

  private UserAgent() {}

  static String text() {
    return TEXT;
  }

  private static String read() {
    try (InputStream in = UserAgent.class.getResourceAsStream("version.txt")) {
      return in == null
          ? "lampas"
          : "lampas/" + new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

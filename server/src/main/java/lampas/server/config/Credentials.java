package lampas.server.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a scrape sends in its {@code Authorization} header. */
public sealed interface Credentials {
  /**
   * The header's value.
   *
   * @throws IOException if a file with a secret cannot be read
   */
  String header() throws IOException;

  /** A user name and a password: {@code basic_auth}. */
  record Basic(Secret username, Secret password) implements Credentials {
    @Override
    public String header() throws IOException {
      String pair = username.reveal() + ":" + password.reveal();
      byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(bytes);
    }
  }

  /** A scheme, usually {@code Bearer}, and a token: {@code authorization}. */
  record Token(String scheme, Secret token) implements Credentials {
    @Override
    public String header() throws IOException {
      return scheme + " " + token.reveal();
    }
  }
}

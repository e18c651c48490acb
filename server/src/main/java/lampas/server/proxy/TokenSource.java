package lampas.server.proxy;

import java.nio.file.Path;
import java.util.HexFormat;

/** Where bearer tokens of a tenant come from. */
public sealed interface TokenSource {
  /**
   * The SHA-256 of one token, so that the configuration holds no secret.
   *
   * @param hex 64 hexadecimal digits
   */
  record Digest(String hex) implements TokenSource {
    public Digest {
      if (!hex.matches("[0-9a-fA-F]{64}")) {
        throw new IllegalArgumentException(
            "token digest: %s characters (expected: SHA-256 as 64 hexadecimal digits)"
                .formatted(hex.length()));
      }
    }

    byte[] bytes() {
      return HexFormat.of().parseHex(hex);
    }
  }

  /**
   * A file with a token a line, or {@code sha256:} and its digest; lines that are empty or begin
   * with {@code #} are left out. It is read again when it changes.
   */
  record InFile(Path file) implements TokenSource {}
}

package lampas.client.tls;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One block of a PEM text (RFC 7468). */
final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("(?s)-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----");

  private final String type;
  private final byte[] content;

  private Pem(String type, byte[] content) {
    this.type = type;
    this.content = content;
  }

  /** What stands in its first line, {@code CERTIFICATE} for example. */
  String type() {
    return type;
  }

  byte[] content() {
    return content;
  }

  /** The blocks of a text, without what stands between them. */
  static List<Pem> blocks(String text) {
    List<Pem> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      if (matcher.group(2).contains(":")) {
        throw new IllegalArgumentException("an encrypted key (expected: one without a passphrase)");
      }
      blocks.add(new Pem(matcher.group(1), Base64.getMimeDecoder().decode(matcher.group(2))));
    }
    return blocks;
  }
}

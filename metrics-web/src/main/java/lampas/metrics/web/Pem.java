package lampas.metrics.web;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One block of a PEM text.
 *
 * <p>Source: RFC 7468, and RFC 1421 for the headers of encrypted keys.
 */
final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile(
          "-----BEGIN ([A-Z0-9 ]+)-----\\s*((?:[A-Za-z0-9-]+:[^\n]*\n)*)([A-Za-z0-9+/=\\s]*)-----END \\1-----");

  private final String type;
  private final String headers;
  private final byte[] content;

  private Pem(String type, String headers, byte[] content) {
    this.type = type;
    this.headers = headers;
    this.content = content;
  }

  /** What stands in its first line, {@code CERTIFICATE} for example. */
  String type() {
    return type;
  }

  /** The lines in front of its content. */
  String headers() {
    return headers;
  }

  byte[] content() {
    return content;
  }

  /**
   * The blocks of a text, without what stands between them.
   *
   * @throws IllegalArgumentException if one is not base64
   */
  static List<Pem> blocks(String text) {
    List<Pem> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      byte[] content = Base64.getMimeDecoder().decode(matcher.group(3));
      blocks.add(new Pem(matcher.group(1), matcher.group(2), content));
    }
    return blocks;
  }
}

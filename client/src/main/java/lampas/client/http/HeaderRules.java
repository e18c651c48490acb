package lampas.client.http;

import java.net.http.HttpRequest;

/** What may stand in a header. */
final class HeaderRules {
  private HeaderRules() {}

  /** Fails without showing the value, which may be a secret. */
  static void check(String what, String name, String value) {
    try {
      HttpRequest.newBuilder().setHeader(name, value);
    } catch (IllegalArgumentException refused) {
      /* Not the cause: its message has the value. */
      throw new IllegalArgumentException(
          what + ": cannot be sent in a header (expected: no line breaks or other controls)");
    }
  }
}

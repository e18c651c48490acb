package lampas.server.api;

/**
 * Label names in URLs: {@code U__} in front, {@code __} for an underscore, {@code _1f525_} for the
 * character of that hexadecimal code point.
 *
 * <p>Source: "Querying label values" in the documentation of Prometheus's HTTP API.
 */
public final class EscapedName {
  private static final String PREFIX = "U__";
  private static final int LONGEST_CODE = 6;

  private EscapedName() {}

  /** The name that is meant; the text itself if it is not escaped, or not rightly. */
  public static String decode(String text) {
    if (!text.startsWith(PREFIX)) {
      return text;
    }
    StringBuilder name = new StringBuilder();
    for (int at = PREFIX.length(); at < text.length(); at++) {
      if (text.charAt(at) != '_') {
        name.append(text.charAt(at));
        continue;
      }
      int end = text.indexOf('_', at + 1);
      if (end < 0 || end - at - 1 > LONGEST_CODE) {
        return text;
      }
      if (end == at + 1) {
        name.append('_');
      } else if (!appendCode(text.substring(at + 1, end), name)) {
        return text;
      }
      at = end;
    }
    return name.toString();
  }

  private static boolean appendCode(String hex, StringBuilder name) {
    try {
      int code = Integer.parseUnsignedInt(hex, 16);
      if (!Character.isValidCodePoint(code) || (code >= 0xd800 && code <= 0xdfff)) {
        return false;
      }
      name.appendCodePoint(code);
      return true;
    } catch (NumberFormatException malformed) {
      return false;
    }
  }
}

package lampas.metrics.exposition;

import java.nio.charset.StandardCharsets;

/** The escaping rules of the text formats. */
final class EscapedText {
  private EscapedText() {}

  /** A label value, the same in both formats. */
  static byte[] labelValue(String value) {
    return escaped(value).getBytes(StandardCharsets.UTF_8);
  }

  /** The same as text; also what stands in a quoted name. */
  static String escaped(String value) {
    return escape(value, true);
  }

  /** A help text; only OpenMetrics escapes its double quotes. */
  static String help(String text, Format format) {
    return switch (format) {
      case TEXT -> escape(text, false);
      case OPEN_METRICS -> escape(text, true);
      case PROTOBUF -> text;
    };
  }

  static String unescape(String escaped) {
    if (escaped.indexOf('\\') < 0) {
      return escaped;
    }
    StringBuilder out = new StringBuilder(escaped.length());
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c == '\\') {
        char escape = escaped.charAt(++i);
        out.append(escape == 'n' ? '\n' : escape);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static String escape(String text, boolean quotes) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' || (quotes && c == '"')) {
        out.append('\\').append(c);
      } else if (c == '\n') {
        out.append("\\n");
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}

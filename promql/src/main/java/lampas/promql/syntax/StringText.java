package lampas.promql.syntax;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * String values as PromQL text.
 *
 * <p>Prometheus's strings are bytes, Java's are not: a byte that is no part of valid UTF-8, such as
 * {@code \xff}, is held as the lone surrogate U+DC00 plus the byte, and written as {@code \xff}.
 */
public final class StringText {
  /** The lone surrogate for the invalid byte 0. */
  static final char INVALID_BYTE = 0xDC00;

  private static final char REPLACEMENT = 0xFFFD;

  private StringText() {}

  /** The value in double quotes; what cannot be printed or would end the string is escaped. */
  public static String quote(String value) {
    StringBuilder out = new StringBuilder(value.length() + 2).append('"');
    for (int i = 0; i < value.length(); ) {
      int c = value.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case 0x07 -> out.append("\\a");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case 0x0b -> out.append("\\v");
        default -> appendCharacter(out, c);
      }
    }
    return out.append('"').toString();
  }

  /** Whether the value holds a byte that is no part of valid UTF-8. */
  public static boolean isValidUtf8(String value) {
    return value.codePoints().noneMatch(StringText::isSurrogate);
  }

  private static void appendCharacter(StringBuilder out, int c) {
    if (isInvalidByte(c)) {
      out.append(String.format(Locale.ROOT, "\\x%02x", c - INVALID_BYTE));
    } else if (isSurrogate(c) || c == REPLACEMENT) {
      /* Prometheus takes one that is written out for bytes that are no UTF-8. */
      out.append("\\ufffd");
    } else if (isPrintable(c)) {
      out.appendCodePoint(c);
    } else if (c < 0x80) {
      out.append(String.format(Locale.ROOT, "\\x%02x", c));
    } else {
      out.append(String.format(Locale.ROOT, c < 0x10000 ? "\\u%04x" : "\\U%08x", c));
    }
  }

  private static boolean isPrintable(int c) {
    return c == ' '
        || switch (Character.getType(c)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR,
              Character.SPACE_SEPARATOR ->
              false;
          default -> true;
        };
  }

  static boolean isSurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  private static boolean isInvalidByte(int c) {
    return c >= INVALID_BYTE + 0x80 && c <= INVALID_BYTE + 0xff;
  }

  /** Turns bytes that were escaped one by one into the characters that they encode. */
  static String joinBytes(String value) {
    StringBuilder out = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); ) {
      int c = value.codePointAt(i);
      String encoded = isInvalidByte(c) ? encodedAt(value, i) : "";
      if (encoded.isEmpty()) {
        out.appendCodePoint(c);
        i += Character.charCount(c);
      } else {
        out.append(encoded);
        i += encoded.getBytes(StandardCharsets.UTF_8).length;
      }
    }
    return out.toString();
  }

  /* The character that the escaped bytes from here on encode; empty if they encode none. */
  private static String encodedAt(String value, int from) {
    ByteBuffer bytes = ByteBuffer.allocate(4);
    int end = Math.min(value.length(), from + bytes.capacity());
    for (int i = from; i < end && isInvalidByte(value.charAt(i)); i++) {
      bytes.put((byte) (value.charAt(i) - INVALID_BYTE));
      CharBuffer characters = CharBuffer.allocate(2);
      CoderResult result =
          StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate().flip(), characters, true);
      if (result.isUnderflow()) {
        return characters.flip().toString();
      }
    }
    return "";
  }
}

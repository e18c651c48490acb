package lampas.server.proxy.upstream;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Walks over JSON in an array of bytes without making anything of it.
 *
 * <p>It checks what keeps an answer whole: that strings and brackets end and values stand where
 * they should. What is inside a number is not looked at. A hot loop: it reads every byte that a
 * tenant is sent.
 */
final class JsonScan {
  private static final int DEEPEST = 64;
  private static final JsonMapper STRINGS = new JsonMapper();

  private final byte[] json;
  private final int end;
  private int at;
  private int stringStart;
  private int stringEnd;
  private boolean escaped;

  JsonScan(byte[] json, int length) {
    this.json = json;
    this.end = length;
  }

  int position() {
    return at;
  }

  /** The next byte that is no white space, without taking it. */
  int peek() {
    while (at < end) {
      byte c = json[at];
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        return c;
      }
      at++;
    }
    throw malformed("it ends too early");
  }

  void take(char expected) {
    if (peek() != expected) {
      throw malformed("no " + expected + " at byte " + at);
    }
    at++;
  }

  /** Takes a comma, or the closing bracket; says whether there is another element. */
  boolean more(char closing) {
    int c = peek();
    at++;
    if (c == ',') {
      return true;
    }
    if (c == closing) {
      return false;
    }
    throw malformed("no , or " + closing + " at byte " + (at - 1));
  }

  /** Opens an object or array; says whether it has elements. */
  boolean open(char opening, char closing) {
    take(opening);
    if (peek() == closing) {
      at++;
      return false;
    }
    return true;
  }

  /** Takes a string and remembers where it stood. */
  void string() {
    take('"');
    stringStart = at;
    escaped = false;
    int i = at;
    while (i < end) {
      byte c = json[i];
      if (c == '"') {
        stringEnd = i;
        at = i + 1;
        return;
      }
      if (c == '\\') {
        escaped = true;
        i++;
      }
      i++;
    }
    throw malformed("a text does not end");
  }

  /** Takes a name and its colon. */
  void name() {
    string();
    take(':');
  }

  /** Whether the last string was this one. */
  boolean was(byte[] text) {
    return escaped
        ? lastString().equals(new String(text, StandardCharsets.UTF_8))
        : Arrays.equals(json, stringStart, stringEnd, text, 0, text.length);
  }

  /** The last string. */
  String lastString() {
    if (!escaped) {
      return new String(json, stringStart, stringEnd - stringStart, StandardCharsets.UTF_8);
    }
    try {
      return STRINGS.readValue(json, stringStart - 1, stringEnd - stringStart + 2, String.class);
    } catch (JacksonException wrong) {
      throw malformed("a text with a wrong escape");
    }
  }

  /** Takes a value of any kind. */
  void skip() {
    skip(0);
  }

  private void skip(int depth) {
    if (depth > DEEPEST) {
      throw malformed("too deep");
    }
    switch (peek()) {
      case '"' -> string();
      case '{' -> {
        for (boolean more = open('{', '}'); more; more = more('}')) {
          name();
          skip(depth + 1);
        }
      }
      case '[' -> {
        for (boolean more = open('[', ']'); more; more = more(']')) {
          skip(depth + 1);
        }
      }
      default -> word();
    }
  }

  /* A number, true, false or null. */
  private void word() {
    int start = at;
    while (at < end && isWord(json[at])) {
      at++;
    }
    if (at == start) {
      throw malformed("no value at byte " + at);
    }
  }

  private static boolean isWord(byte c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || c == '-'
        || c == '+'
        || c == '.'
        || c == 'E';
  }

  /** Requires that nothing but white space is left. */
  void finish() {
    while (at < end) {
      peekOrEnd();
    }
  }

  private void peekOrEnd() {
    byte c = json[at];
    if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
      throw malformed("more behind its end");
    }
    at++;
  }

  static UpstreamException malformed(String what) {
    return new UpstreamException(
        UpstreamFailure.UNREADABLE, "backend: its answer is not whole or not JSON (" + what + ")");
  }
}

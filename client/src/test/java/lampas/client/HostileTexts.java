package lampas.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Texts that try to become syntax: each is to stay a value, or to be refused.
 *
 * <p>They stand in {@code hostile-texts.txt} beside this class, where the escapes are explained;
 * tests of other modules read the same file.
 */
public final class HostileTexts {
  private static final String RESOURCE = "hostile-texts.txt";
  private static final String REPEAT = "\\repeat{";
  private static final List<String> ALL = readResource();

  private HostileTexts() {}

  /** All of them, in the order of the file; a text may come twice. */
  public static List<String> all() {
    return ALL;
  }

  private static List<String> readResource() {
    try (InputStream in = HostileTexts.class.getResourceAsStream(RESOURCE)) {
      Objects.requireNonNull(in, RESOURCE);
      return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The text, short enough to stand in a message. */
  public static String shown(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "… (" + text.length() + ")";
  }

  static List<String> read(String file) {
    List<String> texts = new ArrayList<>();
    for (String line : file.split("\n", -1)) {
      if (line.startsWith(REPEAT)) {
        int end = line.indexOf('}');
        int times = Integer.parseInt(line.substring(REPEAT.length(), end));
        texts.add(unescape(line.substring(end + 1)).repeat(times));
      } else if (!line.isEmpty() && !isComment(line)) {
        texts.add(unescape(line));
      }
    }
    return List.copyOf(texts);
  }

  private static boolean isComment(String line) {
    return line.equals("#") || line.startsWith("# ");
  }

  private static String unescape(String line) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      char escaped = line.charAt(++i);
      switch (escaped) {
        case '\\' -> out.append('\\');
        case 'n' -> out.append('\n');
        case 'r' -> out.append('\r');
        case 't' -> out.append('\t');
        case 's' -> out.append(' ');
        case 'h' -> out.append('#');
        case 'e' -> {}
        case 'u' -> {
          int end = line.indexOf('}', i);
          int code = Integer.parseInt(line.substring(i + 2, end), 16);
          if (code < 0x10000) {
            out.append((char) code);
          } else {
            out.appendCodePoint(code);
          }
          i = end;
        }
        default -> throw new IllegalArgumentException("escape: \\" + escaped + " in " + line);
      }
    }
    return out.toString();
  }
}

package lampas.promql.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Texts that might become syntax, one a line, with the escapes of Java. */
final class HostileTexts {
  private HostileTexts() {}

  static List<String> all() {
    try (InputStream in =
        Objects.requireNonNull(HostileTexts.class.getResourceAsStream("hostile-texts.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(HostileTexts::unescaped)
          .toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String unescaped(String line) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < line.length()) {
      char c = line.charAt(i);
      char next = c == '\\' && i + 1 < line.length() ? line.charAt(i + 1) : ' ';
      switch (next) {
        case 'n' -> out.append('\n');
        case 'r' -> out.append('\r');
        case 't' -> out.append('\t');
        case '\\' -> out.append('\\');
        case 'u' -> out.append((char) Integer.parseInt(line.substring(i + 2, i + 6), 16));
        default -> out.append(c);
      }
      i +=
          switch (next) {
            case 'n', 'r', 't', '\\' -> 2;
            case 'u' -> 6;
            default -> 1;
          };
    }
    return out.toString();
  }
}

package lampas.promql.syntax;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;

/** Rows of a text file: input and expectation. */
final class Table {
  private static final String SEPARATOR = " ⇒ ";

  private Table() {}

  record Row(String input, String expected) {
    @Override
    public String toString() {
      return input;
    }
  }

  static Stream<Row> read(String name) {
    try (InputStream in = Objects.requireNonNull(Table.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("## "))
          .map(Table::row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(String line) {
    int separator = line.lastIndexOf(SEPARATOR);
    return separator < 0
        ? new Row(breaks(line), line)
        : new Row(
            breaks(line.substring(0, separator)),
            breaks(line.substring(separator + SEPARATOR.length())));
  }

  private static String breaks(String text) {
    return text.replace('⏎', '\n');
  }
}

package lampas.promql.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every expression of Prometheus's own test scripts is read, printed and read again.
 *
 * <p>The scripts are not part of this project. They are looked for in the folder that the system
 * property {@code lampas.promqltest} names, else in {@code shared/promqltest} beside the project.
 */
class UpstreamScriptsTest {
  private static final Pattern EVALUATION =
      Pattern.compile(
          "\\s*eval(?:_\\w+)?\\s+(?:instant(?:\\s+at\\s+\\S+)?"
              + "|range\\s+from\\s+\\S+\\s+to\\s+\\S+\\s+step\\s+\\S+)\\s+(.*)");

  @Test
  void everyExpressionReadsBackAsItWasPrinted() throws IOException {
    Path folder = folder();
    assumeTrue(
        Files.isDirectory(folder),
        () -> "skipped: no test scripts of Prometheus in " + folder.toAbsolutePath().normalize());
    List<String> expressions = expressions(folder);
    assertThat(expressions).hasSizeGreaterThan(2_000);
    for (String text : expressions) {
      Expression expression = Parser.parse(text);
      String printed = Printer.print(expression);
      Expression again = Parser.parse(printed);
      assertThat(Trees.shape(again)).as(text).isEqualTo(Trees.shape(expression));
      assertThat(Printer.print(again)).isEqualTo(printed);
    }
  }

  private static Path folder() {
    String named = System.getProperty("lampas.promqltest", "");
    return named.isEmpty() ? Path.of("..", "..", "shared", "promqltest") : Path.of(named);
  }

  private static List<String> expressions(Path folder) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".test")).toList()) {
        for (String line : Files.readAllLines(file)) {
          Matcher evaluation = EVALUATION.matcher(line);
          if (evaluation.matches()) {
            found.add(evaluation.group(1));
          }
        }
      }
    }
    return found;
  }
}

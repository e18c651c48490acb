package lampas.metrics.written;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import lampas.model.catalogue.MetricDefinition;

/** A page of the documentation, to be compared with the code that it shows. */
public final class DocumentationPage {
  private static final String BEGIN = "    // Page begins\n";
  private static final String END = "    // Page ends\n";

  private final String text;

  private DocumentationPage(String text) {
    this.text = text;
  }

  /** A page of the folder docs. */
  public static DocumentationPage of(String name) throws IOException {
    return new DocumentationPage(Files.readString(Path.of("../docs", name)));
  }

  /** Whether the page has the code between two comments of a test. */
  public boolean shows(Class<?> test) throws IOException {
    String source =
        Files.readString(Path.of("src/test/java", test.getName().replace('.', '/') + ".java"));
    String sample = source.substring(source.indexOf(BEGIN) + BEGIN.length(), source.indexOf(END));
    return words(text).contains(words("```java\n" + sample + "\n```"));
  }

  /* The formatter breaks lines where a page does not. */
  private static String words(String code) {
    return code.replaceAll("\\s+", " ");
  }

  /** The rows that should be in the tables of the page and are not. */
  public List<String> missing(List<MetricDefinition> definitions) {
    List<String> lines = text.lines().toList();
    return definitions.stream()
        .map(DocumentationPage::row)
        .filter(row -> !lines.contains(row))
        .toList();
  }

  private static String row(MetricDefinition definition) {
    String labels =
        definition.labelNames().stream()
            .map(name -> "`" + name + "`")
            .collect(Collectors.joining(", "));
    return "| `%s` | %s | %s | %s |"
        .formatted(
            definition.name(),
            definition.kind().name().toLowerCase(Locale.ROOT),
            labels,
            definition.help());
  }
}

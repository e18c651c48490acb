package lampas.promql.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The page docs/promql-reference.md, which {@code dev/reference} writes. */
final class ReferencePage {
  static final Path PAGE = Path.of("../docs/promql-reference.md");

  private static final String HEAD =
      """
      # Reference of PromQL

      Written by `dev/reference` from the tables in `promql`; change those, not this page. Every example is run as a test, in the notation of [scripts](promql-scripts.md): `load` gives each series a sample a minute from time 0, `eval` says when and what is asked, the lines below it what comes out.

      What is marked *experimental* is off in the server until [its feature](configuration.md#features) is asked for. `?` marks arguments that may be left out. How things were called and done in Prometheus 2 stands in [promql-dialects.md](promql-dialects.md).
      """;

  private ReferencePage() {}

  public static void main(String[] arguments) throws IOException {
    Files.writeString(PAGE, text());
  }

  static String text() {
    StringBuilder page = new StringBuilder(HEAD);
    for (Section section : Section.values()) {
      List<Entry> entries =
          Reference.all().stream().filter(entry -> entry.section() == section).toList();
      page.append("\n## ").append(section.title()).append("\n\n");
      page.append(
          entries.stream().map(ReferencePage::link).collect(Collectors.joining(" · ", "", "\n")));
      entries.forEach(entry -> entry(entry, page));
    }
    return page.toString();
  }

  private static String link(Entry entry) {
    return "[`%s`](#%s)".formatted(entry.name(), anchor(entry));
  }

  /* Symbols have no anchor of their own. */
  private static String anchor(Entry entry) {
    String words = entry.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_ ]", "");
    return words.isEmpty()
        ? "operator-"
            + entry.name().chars().mapToObj(Integer::toHexString).collect(Collectors.joining("-"))
        : (entry.section().name().toLowerCase(Locale.ROOT) + "-" + words).replace(' ', '-');
  }

  private static void entry(Entry entry, StringBuilder page) {
    page.append("\n<a id=\"").append(anchor(entry)).append("\"></a>\n");
    page.append("### `").append(entry.name()).append("`\n\n");
    page.append("`").append(entry.signature().replace("`", "'")).append("`");
    page.append(entry.experimental() ? " *experimental*" : "").append("\n\n");
    page.append(entry.text()).append("\n\n```\n").append(entry.example()).append("```\n");
  }
}

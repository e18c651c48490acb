package lampas.examples.metastore.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import lampas.model.catalogue.MetricDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/metastore.md lists the metrics that a started node has, and no other. */
class MetricsPageTest {
  private static final Path PAGE = Path.of("../../docs/metastore.md");

  @TempDir private Path data;

  @Test
  void thePageHasARowForEveryMetricAndNoOther() throws Exception {
    String page = Files.readString(PAGE);
    String table = page.substring(page.indexOf("## Metrics"), page.indexOf("## Alerts"));

    assertThat(table.lines().filter(line -> line.startsWith("| `")))
        .containsExactlyElementsOf(expected());
  }

  private List<String> expected() throws Exception {
    try (RunningNode running = RunningNode.start(data)) {
      return running.node.registry().orElseThrow().catalogue().definitions().stream()
          .filter(definition -> !definition.name().matches("(lampas|jvm|process)_.*"))
          .map(MetricsPageTest::row)
          .toList();
    }
  }

  private static String row(MetricDefinition definition) {
    String labels =
        definition.labelNames().stream()
            .map(name -> "`" + name + "`")
            .collect(Collectors.joining(", "));
    return "| `%s` | %s | %s | %s |"
        .formatted(
            definition.name(), definition.kind().openMetricsName(), labels, definition.help());
  }
}

package lampas.metrics.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import lampas.metrics.Registry;
import lampas.metrics.exporter.Exporter;
import lampas.metrics.exporter.ExporterOptions;
import lampas.model.catalogue.MetricDefinition;
import org.junit.jupiter.api.Test;

/** The page docs/otlp.md: its sample is compiled and run, its names are those of the code. */
class OtlpPageTest {
  private static final Path PAGE = Path.of("../docs/otlp.md");

  @Test
  void theSampleStartsBoth() {
    // Page begins
    Registry registry = Registry.create();
    Exporter exporter = Exporter.start(registry, ExporterOptions.onLoopback(0));
    OtlpPush push =
        OtlpPush.start(
            registry,
            OtlpOptions.forService("shop")
                .withEndpoint(URI.create("http://localhost:4318/v1/metrics"))
                .withInterval(Duration.ofSeconds(30))
                .withHeader("Authorization", "Bearer …"));
    // Page ends
    push.close();
    exporter.close();

    assertThat(registry.catalogue().find("lampas_metrics_otlp_pushes_total")).isEmpty();
  }

  @Test
  void thePageShowsThisVeryCode() throws Exception {
    String source =
        Files.readString(Path.of("src/test/java/lampas/metrics/otlp/OtlpPageTest.java"));
    String begin = "    // Page begins\n";
    String sample =
        source.substring(
            source.indexOf(begin) + begin.length(), source.indexOf("    // Page ends\n"));

    assertThat(Files.readString(PAGE))
        .contains("```java\n" + sample.stripTrailing().stripIndent() + "\n```");
  }

  @Test
  void thePageHasEveryNameWithItsLabels() throws Exception {
    List<String> rows =
        List.of(PushMetrics.PUSHES, PushMetrics.LAST_SUCCESS).stream()
            .map(OtlpPageTest::row)
            .toList();

    assertThat(Files.readAllLines(PAGE)).containsAll(rows);
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

package lampas.client.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import lampas.client.Backend;
import lampas.client.Query;
import lampas.client.template.file.PresetFiles;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult.Vector;
import org.junit.jupiter.api.Test;

/** The samples of docs/query-templates.md, compiled, run, and held to the page's text. */
class QueryTemplatesSampleTest {
  private static final Path PAGE = Path.of("../docs/query-templates.md");

  @Test
  void theSampleAsksWhatThePageSays() {
    QueryAnswer none = QueryAnswer.of(new Vector(List.of()));
    RecordingBackend recording = new RecordingBackend(query -> none);
    Backend backend = recording;
    Instant now = Instant.parse("2026-01-31T12:00:00Z");
    // sample begins
    MetricPreset rate =
        MetricPreset.builder(
                "api_rate", "sum by ({group_by})(rate({metric_name}{{{labels}}}[{window}]))")
            .filterLabels("endpoint", "method")
            .groupLabels("endpoint")
            .build();
    PresetClient client = PresetClient.of(backend, Presets.of(rate));
    MetricQuerier auth =
        MetricQuerier.of("backendai_api_request_count_total")
            .where("endpoint", "/auth")
            .by("endpoint");
    QueryTimeRange lastHour = QueryTimeRange.last(Duration.ofHours(1), now, Duration.ofSeconds(15));
    QueryAnswer answer = client.queryRange("api_rate", auth, lastHour, Duration.ofMinutes(1));
    // sample ends

    assertThat(answer).isSameAs(none);
    assertThat(recording.asked())
        .extracting(Query::promql)
        .containsExactly(
            "sum by (endpoint)(rate(backendai_api_request_count_total{endpoint=\"/auth\"}[1m]))");
  }

  @Test
  void thePageShowsThisVeryCode() throws Exception {
    String source =
        Files.readString(
            Path.of("src/test/java/lampas/client/template/QueryTemplatesSampleTest.java"));
    String begin = "    // sample begins\n";
    String sample =
        source.substring(
            source.indexOf(begin) + begin.length(), source.indexOf("    // sample ends"));

    assertThat(Files.readString(PAGE))
        .contains("```java\n" + sample.stripTrailing().stripIndent() + "\n```");
  }

  @Test
  void theFileOnThePageIsAPresetFile() throws Exception {
    String page = Files.readString(PAGE);
    String yaml =
        page.substring(page.indexOf("```yaml\n") + "```yaml\n".length(), page.lastIndexOf("```\n"));
    yaml = yaml.substring(0, yaml.indexOf("```"));
    MetricPreset preset = PresetFiles.parse("page", yaml).getFirst();
    PresetRequest request =
        PresetRequest.of(preset, MetricQuerier.any().where("job", "api").with("quantile", 0.9))
            .withTenant(TenantLabels.of("tenant", "shop"));

    assertThat(page).contains("\n" + request.render().promql() + "\n");
  }
}

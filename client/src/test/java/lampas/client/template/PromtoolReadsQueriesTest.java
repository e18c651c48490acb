package lampas.client.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import lampas.client.HostileTexts;
import lampas.promql.Dialect;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus's own parser takes what becomes of the hostile texts. */
class PromtoolReadsQueriesTest {
  private static final int TIMEOUT_SECONDS = 120;

  @TempDir private Path folder;

  @Test
  void queriesWithHostileValuesAreQueries() throws IOException, InterruptedException {
    Path promtool = promtool();
    List<String> queries = queries();
    Path rules = folder.resolve("rules.yml");
    StringBuilder text = new StringBuilder("groups:\n- name: hostile\n  rules:\n");
    for (int i = 0; i < queries.size(); i++) {
      text.append("  - record: q").append(i).append("\n    expr: \"");
      text.append(queries.get(i).replace("\\", "\\\\").replace("\"", "\\\"")).append("\"\n");
    }
    Files.writeString(rules, text);
    Path output = folder.resolve("output");

    Process process =
        new ProcessBuilder(promtool.toString(), "check", "rules", "--lint=none", rules.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();

    assertThat(Files.readString(output, StandardCharsets.UTF_8))
        .contains("SUCCESS: " + queries.size() + " rules found");
    assertThat(process.exitValue()).isZero();
    assertThat(queries).hasSizeGreaterThan(1_500);
  }

  private static List<String> queries() {
    MetricPreset preset =
        MetricPreset.builder(
                "preset", "sum by ({group_by})(rate({metric_name}{{{labels},own={p}}}[{window}]))")
            .filterLabels("key")
            .parameters(TemplateParameter.text("p").withDefault("x"))
            .dialect(Dialect.PROMETHEUS_2)
            .build();
    MetricQuerier up = MetricQuerier.of("up");
    List<String> queries = new ArrayList<>();
    for (String hostile : HostileTexts.all()) {
      PresetRequest plain = PresetRequest.of(preset, up);
      add(queries, PresetRequest.of(preset, up.where("key", hostile)));
      add(queries, PresetRequest.of(preset, up.whereAnyOf("key", List.of("a", hostile))));
      add(queries, PresetRequest.of(preset, up.with("p", hostile)));
      add(queries, plain.withTenant(TenantLabels.of("tenant", hostile)));
      add(queries, PresetRequest.of(preset, MetricQuerier.of(hostile)));
    }
    return queries;
  }

  private static void add(List<String> queries, PresetRequest request) {
    if (request.validate().isEmpty()) {
      queries.add(request.render().promql());
    }
  }

  private static Path promtool() {
    Optional<Path> found =
        Arrays.stream(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":", -1))
            .map(folder -> Path.of(folder, "promtool"))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      String message = "promtool is not on PATH (expected: Debian's package prometheus)";
      assertThat(System.getenv("CI")).as(message).isNotEqualTo("true");
      Assumptions.abort(message);
    }
    return found.orElseThrow();
  }
}

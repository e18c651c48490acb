package lampas.examples.agents.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus's promtool on the rules: each alert fires at a bad input and not at a good one. */
class RulesTest {
  private static final Path FOLDER = Path.of("observability");

  @TempDir private Path copy;

  private record Told(int code, String output) {}

  @BeforeEach
  void promtoolIsHere() {
    boolean here =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
    if (!here && "true".equals(System.getenv("CI"))) {
      throw new AssertionError("promtool: not on PATH (expected under CI=true)");
    }
    Assumptions.assumeTrue(here, "promtool is not on PATH (Debian: apt-get install prometheus)");
  }

  @Test
  void theRulesAreWellFormed() throws Exception {
    Told told = promtool("check", "rules", FOLDER.resolve("rules.yml").toString());

    assertThat(told.output()).contains("SUCCESS: 15 rules found");
    assertThat(told.code()).isZero();
  }

  @Test
  void prometheusReadsTheScrapeConfiguration() throws Exception {
    Told told = promtool("check", "config", FOLDER.resolve("scrape.yml").toString());

    assertThat(told.output()).contains("SUCCESS");
    assertThat(told.code()).isZero();
  }

  @Test
  void eachAlertFiresAtABadInputAndNotAtAGoodOne() throws Exception {
    Told told = promtool("test", "rules", FOLDER.resolve("rules_test.yml").toString());

    assertThat(told.output()).contains("SUCCESS");
    assertThat(told.code()).isZero();
  }

  @Test
  void aThresholdThatIsNotMetAnyMoreIsNoticed() throws Exception {
    List<String> thresholds =
        List.of(
            "workers\"} == 0",
            "connection_up == 0",
            "> 0.01",
            "_rate5m > 1\n",
            "\"refused\"}[5m])) > 0\n",
            "\"orchestrator\"}) == 0",
            "> 300",
            "[15m])) > 0\n",
            "> 0.25");
    String rules = Files.readString(FOLDER.resolve("rules.yml"));
    Files.copy(FOLDER.resolve("rules_test.yml"), copy.resolve("rules_test.yml"));
    for (String threshold : thresholds) {
      String unreachable = threshold.replaceFirst("[>=]+ [0-9.]+", "> 1e12");
      assertThat(rules).containsOnlyOnce(threshold);
      Files.writeString(copy.resolve("rules.yml"), rules.replace(threshold, unreachable));

      assertThat(promtool("test", "rules", copy.resolve("rules_test.yml").toString()).code())
          .as(threshold)
          .isNotZero();
    }
  }

  private static Told promtool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Told(process.waitFor(), output);
  }
}

package lampas.examples.agents.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lampas.examples.agents.Configurations;
import lampas.examples.agents.Scraped;
import lampas.examples.agents.config.AgentsConfiguration;
import lampas.examples.agents.orchestrator.Orchestrator;
import lampas.examples.agents.redis.TestRedis;
import lampas.examples.agents.workers.Workers;
import lampas.examples.agents.workflows.WorkflowRunner;
import lampas.model.label.Labels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the load says that it sent and got is what the services counted. */
class LoadCommandTest {
  @TempDir private Path folder;

  private TestRedis redis;
  private Orchestrator orchestrator;
  private Workers workers;

  @BeforeEach
  void start() {
    redis = TestRedis.carried(folder);
    AgentsConfiguration configuration = Configurations.with("--concurrency", "32");
    orchestrator = Orchestrator.start(configuration, redis.url());
    workers =
        Workers.start(
            configuration,
            redis.url(),
            registry -> WorkflowRunner.create(registry, Duration.ofSeconds(30)));
  }

  @AfterEach
  void stop() {
    workers.close();
    orchestrator.close();
    redis.close();
  }

  @Test
  void theBooksAreWhatTheServicesCounted() throws Exception {
    Path books = folder.resolve("books");

    String said = run("--rate=400", "--for=20s", "--tasks=240", "--clients=4", "--books=" + books);

    workers.close();
    orchestrator.close();
    assertThat(said).isEqualTo("exit code 0: 240 tasks%n".formatted());
    Map<Labels, Double> sent = Scraped.page(Files.readString(books)).samples();
    Map<Labels, Double> counted = new HashMap<>(Scraped.page(orchestrator.lastMetrics()).samples());
    counted.putAll(Scraped.page(workers.lastMetrics()).samples());
    assertThat(sent).hasSizeGreaterThan(40);
    sent.forEach((series, count) -> {
      if (!counted.containsKey(series)) {
        throw new AssertionError("not exposed: " + series);
      }
      assertThat(counted.get(series)).as(series.toString()).isCloseTo(count, within(1e-9));
    });
    assertThat(sum(sent, "tta_workflow_executions_total")).isEqualTo(240);
    assertThat(sum(counted, "tta_workflow_executions_total")).isEqualTo(240);
    assertThat(sum(counted, "asdlc_events_processed_total")).isEqualTo(240);
    assertThat(sum(counted, "tta_cache_hits_total") + sum(counted, "tta_cache_misses_total"))
        .isEqualTo(
            counted.get(
                Labels.of(
                    "__name__",
                    "tta_workflow_executions_total",
                    "service",
                    "workers",
                    "workflow_name",
                    "lookup",
                    "status",
                    "success")));
    assertThat(sum(sent, "tta_cache_hits_total")).isPositive();
    assertThat(sum(sent, "tta_llm_cost_total")).isPositive();
    assertThat(sum(sent, "tta_llm_unpriced_total")).isPositive();
    assertThat(ended(sent, "failure")).isPositive();
    assertThat(ended(sent, "timeout")).isPositive();
  }

  @Test
  void anAnswerThatIsNotAsExpectedEndsTheLoadWithAnError() throws Exception {
    workers.close();

    assertThat(run("--rate=100", "--tasks=1", "--clients=1", "--patience=100ms"))
        .startsWith("exit code 1: 0 tasks")
        .contains("failed: ")
        .contains("has not ended in time");

    orchestrator.close();
    assertThat(run("--rate=100", "--tasks=1", "--clients=1"))
        .startsWith("exit code 1: 0 tasks")
        .contains("ConnectException");
  }

  private String run(String... arguments) {
    StringWriter out = new StringWriter();
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--url=" + orchestrator.uri());
    int code =
        new CommandLine(new LoadCommand())
            .setOut(new PrintWriter(out, true))
            .execute(all.toArray(String[]::new));
    return "exit code " + code + ": " + out;
  }

  private static double ended(Map<Labels, Double> samples, String status) {
    return samples.entrySet().stream()
        .filter(sample -> sample.getKey().metricName().equals("tta_workflow_executions_total"))
        .filter(sample -> sample.getKey().valueOrEmpty("status").equals(status))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  private static double sum(Map<Labels, Double> samples, String name) {
    return samples.entrySet().stream()
        .filter(sample -> sample.getKey().metricName().equals(name))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }
}

package lampas.examples.agents.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import lampas.examples.agents.Configurations;
import lampas.examples.agents.Eventually;
import lampas.examples.agents.Http;
import lampas.examples.agents.Scraped;
import lampas.examples.agents.config.AgentsConfiguration;
import lampas.examples.agents.orchestrator.Orchestrator;
import lampas.examples.agents.redis.TestRedis;
import lampas.examples.agents.workers.Workers;
import lampas.examples.agents.workflows.WorkflowRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Rules, dashboard and documentation ask for what running services show: samples, not names. */
class ObservabilityTest {
  /** What a scrape adds. */
  private static final Set<String> OF_THE_SCRAPE = Set.of("up");

  /** What Redis 6.2 does not tell, and calls of models that this test does not make. */
  private static final Set<String> NOT_HERE =
      Set.of(
          "asdlc_redis_stream_group_lag",
          "tta_llm_tokens_total",
          "tta_llm_unknown_usage_total",
          "tta_llm_unpriced_total");

  @TempDir private Path folder;

  @Test
  void everyMetricOfTheRulesAndTheDashboardHasSamplesOfRunningServices() throws Exception {
    List<String> expressions = new ArrayList<>();
    Set<String> recorded = new TreeSet<>();
    collect(yaml("observability/rules.yml"), expressions, recorded);
    /* JSON is YAML. */
    collect(yaml("observability/dashboard.json"), expressions, new TreeSet<>());
    Set<String> asked = new TreeSet<>();
    for (String expression : expressions) {
      asked.addAll(MetricNames.in(expression.replace("$__rate_interval", "5m")));
    }
    asked.removeAll(recorded);
    asked.removeAll(OF_THE_SCRAPE);

    assertThat(expressions).hasSizeGreaterThan(35);
    Set<String> shown = awaitNames(asked);
    Set<String> documented = documented();
    assertThat(documented).containsAll(families(shown));
    documented.removeAll(families(shown));
    assertThat(documented).isEqualTo(NOT_HERE);
  }

  private static Set<String> documented() throws Exception {
    Set<String> names = new TreeSet<>();
    for (String line : Files.readAllLines(DocumentationTest.PAGE)) {
      if (line.startsWith("| `asdlc_") || line.startsWith("| `tta_")) {
        names.add(line.split("`", 3)[1]);
      }
    }
    return names;
  }

  private static Set<String> families(Set<String> samples) {
    return samples.stream()
        .filter(name -> name.startsWith("asdlc_") || name.startsWith("tta_"))
        .map(name -> name.replaceAll("_(bucket|sum|count)$", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> awaitNames(Set<String> asked) throws Exception {
    try (TestRedis redis = TestRedis.carried(folder)) {
      AgentsConfiguration configuration = Configurations.with();
      try (Orchestrator orchestrator = Orchestrator.start(configuration, redis.url());
          Workers workers =
              Workers.start(
                  configuration,
                  redis.url(),
                  registry -> WorkflowRunner.create(registry, Duration.ofSeconds(10)))) {
        Set<String> missing = new TreeSet<>(asked);
        Set<String> shown = new TreeSet<>();
        try {
          Eventually.holds(
              "all there", () -> missing(missing, shown, orchestrator.uri(), workers.uri()));
        } catch (AssertionError late) {
          throw new AssertionError("without samples: " + missing, late);
        }
        return shown;
      }
    }
  }

  /* The age of what was taken and has not ended is there only while there is such a task. */
  private static boolean missing(
      Set<String> missing, Set<String> shown, URI orchestrator, URI workers) throws Exception {
    assertThat(
            Http.post(orchestrator, "{\"workflow\":\"slow\",\"input\":{\"millis\":300}}").status())
        .isEqualTo(202);
    shown.addAll(Scraped.from(orchestrator).names());
    shown.addAll(Scraped.from(workers).names());
    missing.removeAll(shown);
    return missing.isEmpty();
  }

  private static Object yaml(String file) throws Exception {
    return new Load(LoadSettings.builder().build()).loadFromString(Files.readString(Path.of(file)));
  }

  private static void collect(Object node, List<String> expressions, Set<String> recorded) {
    if (node instanceof List<?> items) {
      items.forEach(item -> collect(item, expressions, recorded));
    } else if (node instanceof Map<?, ?> mapping) {
      mapping.forEach((key, value) -> {
        if (key.equals("expr")) {
          expressions.add((String) value);
        } else if (key.equals("record")) {
          recorded.add((String) value);
        } else {
          collect(value, expressions, recorded);
        }
      });
    }
  }
}

package lampas.examples.metastore.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import lampas.examples.metastore.telemetry.Scraped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Rules and dashboard ask for what a running node shows: samples, not names only. */
class ObservabilityTest {
  /** What a scrape adds. */
  private static final Set<String> OF_THE_SCRAPE = Set.of("up");

  @TempDir private Path data;

  @Test
  void everyMetricOfTheRulesAndTheDashboardHasSamplesOnARunningNode() throws Exception {
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

    assertThat(expressions).hasSizeGreaterThan(40);
    assertThat(shownAfterTraffic()).containsAll(asked);
  }

  private Set<String> shownAfterTraffic() throws Exception {
    try (RunningNode running = RunningNode.start(data)) {
      Traffic traffic = new Traffic(running.channel);
      traffic.keys().put(Traffic.put("a", "1"));
      traffic.keys().range(Traffic.get("a"));
      assertThatThrownBy(() -> traffic.keys().put(Traffic.put("", "1"))).isNotNull();
      Scraped scraped = running.scrape();
      return scraped.names();
    }
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

package lampas.client.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lampas.client.HostileTexts;
import lampas.client.Query;
import lampas.client.container.ContainerMetric.Kind;
import lampas.model.catalogue.Unit;
import lampas.model.error.LampasException;
import lampas.model.label.Matcher;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.VectorSelector;
import lampas.promql.syntax.Parser;
import lampas.promql.syntax.Trees;
import org.junit.jupiter.api.Test;

/** Which query a metric's metadata leads to. */
class ContainerQueriesTest {
  private static final Comparator<List<String>> BY_TEXT =
      Comparator.comparing(kinds -> String.join(" ", kinds));

  private final FixtureBackend backend = FixtureBackend.of();
  private final ContainerMetrics containers = ContainerMetrics.of(backend);

  private void asks(ContainerMetricQuerier querier, String promql) {
    assertThat(containers.preview(querier)).isEqualTo(promql);
  }

  @Test
  void aGaugeIsAskedForAsItIs() {
    asks(
        ContainerMetricQuerier.of("mem").withValueType(ContainerValue.CURRENT),
        "backendai_container_utilization{container_metric_name=\"mem\",value_type=\"current\"}");
    asks(
        ContainerMetricQuerier.of("mem"),
        "backendai_container_utilization{container_metric_name=\"mem\"}");
  }

  @Test
  void whatAccumulatesIsAskedForAsGrowth() {
    asks(
        ContainerMetricQuerier.of("net_rx").withValueType(ContainerValue.CURRENT),
        "rate(backendai_container_utilization{container_metric_name=\"net_rx\","
            + "value_type=\"current\"}[5m])");
    asks(
        ContainerMetricQuerier.of("cpu_used").withValueType(ContainerValue.CURRENT),
        "increase(backendai_container_utilization{container_metric_name=\"cpu_used\","
            + "value_type=\"current\"}[5m])");
  }

  @Test
  void capacityAndPercentDoNotAccumulate() {
    asks(
        ContainerMetricQuerier.of("net_rx").withValueType(ContainerValue.CAPACITY),
        "backendai_container_utilization{container_metric_name=\"net_rx\","
            + "value_type=\"capacity\"}");
    asks(
        ContainerMetricQuerier.of("net_rx"),
        "rate(backendai_container_utilization{container_metric_name=\"net_rx\","
            + "value_type=\"current\"}[5m]) or backendai_container_utilization{"
            + "container_metric_name=\"net_rx\",value_type!=\"current\"}");
  }

  @Test
  void groupsAreSumsAndThoseOfPercentagesMeans() {
    asks(
        ContainerMetricQuerier.of("mem")
            .withValueType(ContainerValue.CURRENT)
            .with(ContainerLabel.PROJECT, "p1")
            .groupedBy(ContainerLabel.KERNEL, ContainerLabel.USER),
        "sum by (kernel_id, user_id) (backendai_container_utilization{"
            + "container_metric_name=\"mem\",project_id=\"p1\",value_type=\"current\"})");
    asks(
        ContainerMetricQuerier.of("cpu_util")
            .withValueType(ContainerValue.PCT)
            .groupedBy(ContainerLabel.AGENT),
        "avg by (agent_id) (backendai_container_utilization{"
            + "container_metric_name=\"cpu_util\",value_type=\"pct\"})");
  }

  @Test
  void usersAddMetricsAndChangeTheirKind() {
    ContainerMetricTable table =
        ContainerMetricTable.standard()
            .with(new ContainerMetric("npu_joules", Kind.ACCUMULATED_RATE, new Unit("joules")))
            .with(new ContainerMetric("net_rx", Kind.GAUGE, Unit.BYTES));
    ContainerMetrics extended =
        ContainerMetrics.of(
            backend,
            table,
            ContainerSettings.defaults()
                .withFamily("lab_utilization")
                .withWindow(Duration.ofMinutes(1)),
            Clock.systemUTC());

    assertThat(
            extended.preview(
                ContainerMetricQuerier.of("npu_joules").withValueType(ContainerValue.CURRENT)))
        .isEqualTo(
            "rate(lab_utilization{container_metric_name=\"npu_joules\",value_type=\"current\"}"
                + "[1m])");
    assertThat(extended.preview(ContainerMetricQuerier.of("net_rx")))
        .isEqualTo("lab_utilization{container_metric_name=\"net_rx\"}");
    assertThat(table.metric("npu_joules").unitOf(ContainerValue.CURRENT))
        .isEqualTo("joules per second");
    assertThat(table.metric("npu_joules").unitOf(ContainerValue.CAPACITY)).isEqualTo("joules");
    assertThat(table.metric("npu_joules").unitOf(ContainerValue.PCT)).isEqualTo("percent");
    assertThat(table.metric("mem").unitOf(ContainerValue.CURRENT)).isEqualTo("bytes");
    assertThat(table.metrics()).hasSize(11);
  }

  @Test
  void whatMeansNothingIsRefused() {
    assertThatThrownBy(() -> containers.preview(ContainerMetricQuerier.of("net_xr")))
        .isInstanceOf(ContainerException.class)
        .hasMessageStartingWith("container metric: \"net_xr\" (expected: one of cpu_util, ")
        .hasMessageEndingWith(", nearest: net_rx)");
    assertThatThrownBy(() -> ContainerMetricQuerier.of("mem").groupedBy(ContainerLabel.AGENT))
        .hasMessage(
            "group by: all value types at once (expected: one of current, capacity, pct, because"
                + " their sum means nothing)");
    assertThatThrownBy(
            () -> ContainerMetricQuerier.of("mem").with(ContainerLabel.VALUE_TYPE, "pct"))
        .hasMessage(
            "filter: value_type (expected: a label of containers; metric and value type are given"
                + " by themselves)");
    assertThatThrownBy(() -> ContainerMetricQuerier.of("mem").with(ContainerLabel.AGENT, ""))
        .hasMessage("filter agent_id: empty value (expected: an identifier)");
    assertThatThrownBy(() -> containers.live(List.of(), Duration.ofMinutes(5)))
        .hasMessage("container metrics: none (expected: at least one)");
  }

  @Test
  void aValueOfAFilterStaysAValue() {
    List<List<String>> harmless = shapesOfAllQueries("k1");
    int values = 0;
    for (String text : HostileTexts.all()) {
      Optional<List<List<String>>> shapes = shapesUnlessRefused(text);
      shapes.ifPresent(found -> assertThat(found).as(HostileTexts.shown(text)).isEqualTo(harmless));
      values += shapes.isPresent() ? 1 : 0;
    }
    assertThat(values).isGreaterThan(400);
    assertThatThrownBy(() -> shapesOfAllQueries("half\ud800"))
        .hasMessageContaining("has half a surrogate pair");
  }

  private Optional<List<List<String>>> shapesUnlessRefused(String text) {
    try {
      return Optional.of(shapesOfAllQueries(text));
    } catch (LampasException refused) {
      return Optional.empty();
    }
  }

  /* The kinds of the parts of each query and selector, in each of which the value stands whole. */
  private List<List<String>> shapesOfAllQueries(String kernel) {
    backend.queries().clear();
    Map<ContainerLabel, String> filters = Map.of(ContainerLabel.KERNEL, kernel);
    containers.live(List.of("mem", "net_rx"), filters, Duration.ofMinutes(5), Instant.EPOCH);
    containers.values(ContainerLabel.AGENT, filters);
    List<String> texts = new ArrayList<>(backend.queries().stream().map(Query::promql).toList());
    texts.addAll(backend.scopes().getLast().selectors());
    texts.add(
        containers.preview(
            ContainerMetricQuerier.of("net_rx").with(ContainerLabel.KERNEL, kernel)));
    return texts.stream().map(text -> shape(Parser.parse(text), kernel)).sorted(BY_TEXT).toList();
  }

  private static List<String> shape(Expression query, String kernel) {
    List<String> kinds = new ArrayList<>();
    Trees.all(query)
        .forEach(part -> {
          kinds.add(part.getClass().getSimpleName());
          if (part instanceof VectorSelector selector) {
            kinds.addAll(selector.matchers().stream().map(Matcher::name).sorted().toList());
            assertThat(selector.matchers()).contains(Matcher.equal("kernel_id", kernel));
          }
        });
    return kinds;
  }
}

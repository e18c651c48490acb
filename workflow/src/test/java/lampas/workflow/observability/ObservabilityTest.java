package lampas.workflow.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import lampas.metrics.Registry;
import lampas.metrics.exporter.Exporter;
import lampas.metrics.exporter.ExporterOptions;
import lampas.metrics.reader.Exposition;
import lampas.metrics.reader.ExpositionSyntax;
import lampas.metrics.reader.ReadLimits;
import lampas.model.label.LabelNames;
import lampas.model.label.Labels;
import lampas.model.result.QueryResult;
import lampas.promql.engine.Engine;
import lampas.promql.engine.EngineOptions;
import lampas.promql.script.SeriesFixture;
import lampas.promql.syntax.BinaryOperator;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Parser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rules and dashboard have samples on what a running program shows, scraped over HTTP. */
class ObservabilityTest {
  private static final Path RULES = Path.of("observability/rules.yml");
  private static final Path DASHBOARD = Path.of("observability/dashboard.json");
  private static final int SCRAPES = 40;
  private static final long INTERVAL_MILLIS = 30_000;
  private static final long NOW = (SCRAPES - 1) * INTERVAL_MILLIS;
  private static final Engine ENGINE = Engine.create(EngineOptions.defaults());
  private static final SeriesFixture SERIES = SeriesFixture.create();

  @BeforeAll
  static void scrape() throws Exception {
    Registry registry = Registry.create();
    Shop shop = new Shop(registry);
    try (Exporter exporter = Exporter.start(registry, ExporterOptions.onLoopback(0));
        HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < SCRAPES; i++) {
        long time = i * INTERVAL_MILLIS;
        page(client, exporter.uri())
            .forEach((labels, value) -> SERIES.add(ofTarget(labels), time, value));
        SERIES.add(ofTarget(Labels.of(LabelNames.METRIC_NAME, "up")), time, 1);
        shop.work(i);
      }
    }
    for (Rule rule : Rule.read(RULES)) {
      if (rule.kind() == Rule.Kind.RECORD) {
        for (long time = NOW - 10 * INTERVAL_MILLIS; time <= NOW; time += INTERVAL_MILLIS) {
          record(rule, time);
        }
      }
    }
  }

  @Test
  void everyRecordingRuleHasNumbers() throws Exception {
    for (Rule rule : Rule.read(RULES)) {
      if (rule.kind() == Rule.Kind.RECORD) {
        assertThat(numbers(rule.name())).as(rule.name()).isNotEmpty();
      }
    }
  }

  @Test
  void everySideOfEveryConditionHasNumbers() throws Exception {
    int sides = 0;
    for (Rule rule : Rule.read(RULES)) {
      if (rule.kind() == Rule.Kind.ALERT) {
        for (String side : sides(Parser.parse(rule.expression()), rule.expression())) {
          sides++;
          assertThat(numbers(side)).as(rule.name() + ": " + side).isNotEmpty();
        }
      }
    }
    assertThat(sides).isEqualTo(19);
  }

  @Test
  void everyPanelHasNumbers() throws Exception {
    for (String expression : Dashboard.expressions(DASHBOARD)) {
      assertThat(numbers(expression)).as(expression).isNotEmpty();
    }
  }

  @Test
  void theNumbersAreThoseOfWhatTheProgramDid() {
    assertThat(numbers("job_workflow_name:tta_workflow_executions:success_ratio_rate5m"))
        .containsValues(1.0, 0.0)
        .hasSize(2);
    assertThat(numbers("job:tta_workflow_executions:error_ratio_rate5m"))
        .hasSize(1)
        .allSatisfy((labels, value) -> assertThat(value).isEqualTo(0.25));
    assertThat(numbers("job_workflow_name:tta_workflow_executions:rate5m"))
        .containsValues(0.1, 1 / 30.0);
    /* A dollar each half minute, over the 19.5 minutes that there are. */
    assertThat(numbers("increase(tta_llm_cost_total[1h]) / 19.5 / 2"))
        .hasSize(1)
        .allSatisfy((labels, value) -> assertThat(value).isBetween(0.99, 1.03));
    assertThat(numbers("job_provider_model:tta_llm_cost_dollars:increase1h"))
        .containsOnlyKeys(Labels.of("job", "workflows", "provider", "acme", "model", "small"));
    assertThat(numbers("tta_llm_unpriced_total{model='large'}"))
        .hasSize(1)
        .allSatisfy((labels, value) -> assertThat(value).isEqualTo(SCRAPES - 1));
  }

  @Test
  void withoutDataNothingHasNumbers() throws Exception {
    for (Rule rule : Rule.read(RULES)) {
      if (!rule.name().equals("WorkflowsAbsent")) {
        assertThat(numbers(SeriesFixture.create(), rule.expression(), NOW))
            .as(rule.name())
            .isEmpty();
      }
    }
  }

  /* What is compared, or looked for, at the end of each condition. */
  private static List<String> sides(Expression expression, String text) {
    return switch (expression) {
      case Expression.NumberLiteral literal -> List.of();
      case Expression.Parentheses parentheses -> sides(parentheses.inner(), text);
      /* What is gone is not there, in a program that is well. */
      case Expression.Binary binary when binary.operator() == BinaryOperator.UNLESS ->
          sides(binary.left(), text);
      case Expression.Binary binary ->
          Stream.concat(sides(binary.left(), text).stream(), sides(binary.right(), text).stream())
              .toList();
      case Expression.Call call when call.function().name().equals("absent") ->
          sides(call.arguments().getFirst(), text);
      default -> List.of(text.substring(expression.span().start(), expression.span().end()));
    };
  }

  private static void record(Rule rule, long time) {
    numbers(SERIES, rule.expression(), time)
        .forEach((labels, value) ->
            SERIES.add(labels.with(LabelNames.METRIC_NAME, rule.name()), time, value));
  }

  private static Map<Labels, Double> numbers(String expression) {
    return numbers(SERIES, expression, NOW);
  }

  private static Map<Labels, Double> numbers(SeriesFixture series, String expression, long time) {
    Map<Labels, Double> numbers = new TreeMap<>();
    QueryResult result = ENGINE.instant(series, expression, time).result();
    if (result instanceof QueryResult.Vector(var samples)) {
      samples.forEach(sample -> {
        if (sample instanceof QueryResult.FloatSample number && Double.isFinite(number.value())) {
          numbers.put(number.labels().without(LabelNames.METRIC_NAME), number.value());
        }
      });
    }
    return numbers;
  }

  private static Labels ofTarget(Labels labels) {
    return labels.with("job", "workflows").with("instance", "a:9464");
  }

  private static Map<Labels, Double> page(HttpClient client, URI uri) throws Exception {
    try (InputStream body =
        client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream()).body()) {
      return Exposition.read(body, ExpositionSyntax.TEXT, ReadLimits.STANDARD).samples();
    }
  }
}

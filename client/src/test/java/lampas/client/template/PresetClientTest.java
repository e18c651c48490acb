package lampas.client.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lampas.client.Query;
import lampas.client.QueryTime;
import lampas.model.label.Labels;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult.FloatSample;
import lampas.model.result.QueryResult.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresetClientTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final MetricPreset RATE =
      MetricPreset.builder("rate", "sum by ({group_by})(rate({metric_name}{{{labels}}}[{window}]))")
          .filterLabels("job")
          .groupLabels("job")
          .limits(
              PresetLimits.defaults()
                  .withRange(Duration.ofHours(6))
                  .withStep(Duration.ofSeconds(10))
                  .withPoints(1_000))
          .build();
  private static final MetricPreset GAUGE =
      MetricPreset.builder("gauge", "{metric_name}{{{labels}}}").filterLabels("job").build();
  private static final MetricQuerier JOB =
      MetricQuerier.of("http_total").where("job", "api").by("job");

  private final QueryAnswer answer =
      new QueryAnswer(
          new Vector(
              List.of(
                  new FloatSample(
                      Labels.of("job", "api", "kernel_id", "k", "le", "5"),
                      NOON.toEpochMilli(),
                      Double.NaN))),
          List.of("a warning"),
          List.of());
  private final RecordingBackend backend = new RecordingBackend(query -> answer);
  private final PresetClient client = PresetClient.of(backend, Presets.of(RATE, GAUGE));

  private static QueryTimeRange hour(Duration step) {
    return QueryTimeRange.last(Duration.ofHours(1), NOON, step);
  }

  @Test
  void aRangeIsAskedWithFiveMinutesOfWindowUnlessSaidOtherwise() {
    QueryTimeRange range = hour(Duration.ofSeconds(15));
    client.queryRange("rate", JOB, range);
    client.queryRange(RATE, JOB, range, Duration.ofMinutes(1));

    String promql = "sum by (job)(rate(http_total{job=\"api\"}[5m]))";
    Instant start = NOON.minusSeconds(3600);
    assertThat(backend.asked())
        .containsExactly(
            Query.range(promql, start, NOON, Duration.ofSeconds(15)),
            Query.range(promql.replace("5m", "1m"), start, NOON, Duration.ofSeconds(15)));
  }

  @Test
  void theAnswerIsThatOfTheBackendWithAllLabelsAndNaN() {
    assertThat(client.query("gauge", MetricQuerier.of("up"), NOON)).isSameAs(answer);
    assertThat(client.queryRange("gauge", MetricQuerier.of("up"), hour(Duration.ofMinutes(1))))
        .isSameAs(answer);
  }

  @Test
  void allQuestionsOfOneViewAreAskedForOneTime() {
    Map<String, PresetRequest> view = new LinkedHashMap<>();
    for (int i = 0; i < 20; i++) {
      view.put("metric " + i, client.request("gauge", MetricQuerier.of("metric_" + i)));
    }

    assertThat(client.queryAll(view, NOON).keySet()).containsExactlyElementsOf(view.keySet());
    assertThat(backend.asked())
        .hasSize(20)
        .extracting(Query::time)
        .containsOnly(new QueryTime.At(NOON));
    assertThat(backend.asked())
        .extracting(Query::promql)
        .contains("metric_0", "metric_19")
        .doesNotHaveDuplicates();
  }

  @Test
  void eachAnswerOfAViewBelongsToItsQuestion() {
    RecordingBackend echo =
        new RecordingBackend(
            query -> new QueryAnswer(new Vector(List.of()), List.of(query.promql()), List.of()));
    PresetClient asking = PresetClient.of(echo, client.presets());
    Map<String, PresetRequest> view =
        Map.of(
            "a", asking.request("gauge", MetricQuerier.of("m_a")),
            "b", asking.request("gauge", MetricQuerier.of("m_b")));

    Map<String, QueryAnswer> answers = asking.queryAll(view, NOON);

    assertThat(answers.get("a")).extracting(QueryAnswer::warnings).isEqualTo(List.of("m_a"));
    assertThat(answers.get("b")).extracting(QueryAnswer::warnings).isEqualTo(List.of("m_b"));
  }

  @Test
  void ofAViewWithAWrongQuestionNothingIsAsked() {
    Map<String, PresetRequest> view = new LinkedHashMap<>();
    view.put("right", client.request("gauge", MetricQuerier.of("up")));
    view.put("wrong", client.request("gauge", MetricQuerier.of("up{")));
    view.put("worse", client.request("gauge", MetricQuerier.of("up").where("a", "b")));

    assertThatThrownBy(() -> client.queryAll(view, NOON))
        .hasMessage(
            """
            wrong: metric name "up{": not a name (expected: letters, digits, _ and :, not a digit first)
            worse: label "a": not allowed (expected one of: job)\
            """);
    assertThat(backend.asked()).isEmpty();
  }

  @Test
  void whatTheBackendThrowsForOneQuestionComesOutAsItIs() {
    TemplateException broken = TemplateException.of(List.of("the backend's own"));
    PresetClient failing =
        PresetClient.of(
            new RecordingBackend(query -> {
              throw broken;
            }),
            client.presets());

    assertThatThrownBy(() ->
            failing.queryAll(Map.of("a", failing.request("gauge", MetricQuerier.of("up"))), NOON))
        .isSameAs(broken);
  }

  @Test
  void aClientForATenantAsksForNobodyElse() {
    PresetClient shop = client.forTenant(TenantLabels.of("tenant", "shop"));
    PresetRequest foreign =
        PresetRequest.of(GAUGE, MetricQuerier.of("up"))
            .withTenant(TenantLabels.of("tenant", "other"));

    shop.query("gauge", MetricQuerier.of("up"), NOON);
    shop.query(foreign, NOON);
    shop.queryRange(foreign, hour(Duration.ofMinutes(1)));
    shop.queryAll(Map.of("x", foreign), NOON);

    assertThat(backend.asked())
        .hasSize(4)
        .extracting(Query::promql)
        .containsOnly("up{tenant=\"shop\"}");
    assertThat(shop.preview(foreign).promql()).isEqualTo("up{tenant=\"shop\"}");
  }

  @Test
  void rangesStepsAndPointsAreLimitedAndAllThatIsTooMuchIsTold() {
    QueryTimeRange much = QueryTimeRange.last(Duration.ofHours(7), NOON, Duration.ofSeconds(1));

    assertThatThrownBy(() -> client.queryRange("rate", JOB.where("nope", ""), much))
        .hasMessage(
            """
            range: 7h (expected: at most 6h)
            step: 1s (expected: at least 10s)
            points: 25201 (expected: at most 1000)
            label "nope": not allowed (expected one of: job)\
            """);
    assertThatThrownBy(
            () -> client.queryRange("rate", JOB, hour(Duration.ofMinutes(1)), Duration.ofDays(32)))
        .hasMessage("window: PT768H (expected: whole milliseconds, > 0, at most 31d)");
    assertThat(backend.asked()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-01-01T00:00:00Z  | 2025-01-01T00:00:00Z   | PT15S       | end: 2025-01-01T00:00:00Z (expected: not before the start, 2026-01-01T00:00:00Z)
          2026-01-01T00:00:00Z  | 2026-01-02T00:00:00Z   | PT0S        | step: PT0S (expected: whole milliseconds, > 0)
          2026-01-01T00:00:00Z  | 2026-01-02T00:00:00Z   | PT-1S       | step: PT-1S (expected: whole milliseconds, > 0)
          2026-01-01T00:00:00Z  | 2026-01-02T00:00:00Z   | PT0.0015S   | step: PT0.0015S (expected: whole milliseconds, > 0)
          2026-01-01T00:00:00Z  | +1000000-01-01T00:00:00Z | PT15S     | end: +1000000-01-01T00:00:00Z (expected: in the years 1 to 9999)
          -1000000-01-01T00:00:00Z | 2026-01-02T00:00:00Z | PT15S      | start: -1000000-01-01T00:00:00Z (expected: in the years 1 to 9999)
          2026-01-01T00:00:00Z  | 2026-01-02T00:00:00Z   | PT2562047788015215H30M7S | step: PT2562047788015215H30M7S (expected: whole milliseconds, > 0)
          """)
  void aRangeOfTimeThatIsNoneIsRefused(Instant start, Instant end, Duration step, String problem) {
    assertThatThrownBy(() -> new QueryTimeRange(start, end, step))
        .isInstanceOf(TemplateException.class)
        .hasMessage(problem);
  }

  @Test
  void timesBeyondAllTimeAreRefused() {
    assertThatThrownBy(
            () -> QueryTimeRange.last(Duration.ofSeconds(Long.MAX_VALUE), NOON, Duration.ofDays(1)))
        .hasMessage("range: PT2562047788015215H30M7S (expected: less than all time)");
    assertThatThrownBy(() -> client.query("gauge", MetricQuerier.of("up"), Instant.MAX))
        .hasMessageStartingWith("time: +1000000000-12-31T23:59:59.999999999Z (expected:");
  }

  @Test
  void presetsAreFoundByNameAndVersion() {
    MetricPreset second = MetricPreset.builder("gauge", "sum({metric_name})").version(2).build();
    Presets presets = Presets.of(RATE, GAUGE, second);

    assertThat(presets.list())
        .extracting(MetricPreset::toString)
        .containsExactly("gauge@1", "gauge@2", "rate@1");
    assertThat(presets.require("gauge")).isSameAs(second);
    assertThat(presets.require("gauge@1")).isSameAs(GAUGE);
    assertThatThrownBy(() -> presets.require("gauge@3"))
        .hasMessage("preset \"gauge@3\": unknown (expected one of: gauge@1, gauge@2)");
    assertThatThrownBy(() -> presets.require("guage"))
        .hasMessage("preset \"guage\": unknown (did you mean gauge?)");
    assertThatThrownBy(() -> presets.register(second))
        .hasMessage("preset gauge@2: registered already (expected: another name or version)");
    assertThatThrownBy(() -> Presets.of().require("x"))
        .hasMessage("preset \"x\": unknown (there are no presets)");
  }
}

package lampas.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import lampas.client.answer.Alert;
import lampas.client.answer.AlertState;
import lampas.client.answer.Alertmanagers;
import lampas.client.answer.BuildInfo;
import lampas.client.answer.DroppedTarget;
import lampas.client.answer.ExemplarSeries;
import lampas.client.answer.JsonValue;
import lampas.client.answer.MetricMetadata;
import lampas.client.answer.Rule.AlertingRule;
import lampas.client.answer.Rule.Evaluation;
import lampas.client.answer.Rule.OtherRule;
import lampas.client.answer.Rule.RecordingRule;
import lampas.client.answer.RuleGroup;
import lampas.client.answer.RuleHealth;
import lampas.client.answer.RuntimeInfo;
import lampas.client.answer.TargetMetadata;
import lampas.client.answer.TsdbStatus;
import lampas.client.answer.WalReplay;
import lampas.model.label.Labels;
import lampas.model.series.Exemplar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every endpoint but those of queries, in the words of Prometheus. */
class ReadApiTest {
  private final HttpClient http = HttpClient.newHttpClient();
  private String request = "";

  @AfterEach
  void closeHttp() {
    http.shutdownNow();
  }

  private <T> T ask(String data, Function<PrometheusClient, T> question) {
    try (ScriptedBackend backend =
        ScriptedBackend.answering(200, "{\"status\":\"success\",\"data\":%s}".formatted(data))) {
      T answer = question.apply(PrometheusClient.of(http, backend.uri()));
      request = backend.requests().getLast();
      return answer;
    }
  }

  @Test
  void exemplarsBelongToSeries() {
    assertThatObject(
            ask(
                """
                [{"seriesLabels":{"__name__":"requests_total","job":"a"},"exemplars":[
                  {"labels":{"trace_id":"abc"},"value":"6","timestamp":1600096945.479},
                  {"labels":{},"value":"NaN"}]},
                 {"seriesLabels":{},"exemplars":null}]\
                """,
                client ->
                    client.exemplars(
                        "requests_total", Instant.ofEpochSecond(1), Instant.ofEpochSecond(2))))
        .isEqualTo(
            List.of(
                new ExemplarSeries(
                    Labels.of("__name__", "requests_total", "job", "a"),
                    List.of(
                        new Exemplar(
                            Labels.of("trace_id", "abc"), 6, OptionalLong.of(1600096945479L)),
                        new Exemplar(Labels.empty(), Double.NaN, OptionalLong.empty()))),
                new ExemplarSeries(Labels.empty(), List.of())));
    assertThat(request)
        .isEqualTo("POST /api/v1/query_exemplars query=requests_total&start=1&end=2");
  }

  @Test
  void aQueryIsFormattedAndParsedByTheBackend() {
    assertThatObject(ask("\"foo / bar\"", client -> client.formatQuery("foo/bar")))
        .isEqualTo("foo / bar");
    assertThat(request).isEqualTo("POST /api/v1/format_query query=foo%2Fbar");
    assertThatObject(
            ask(
                "{\"type\":\"numberLiteral\",\"val\":\"1\",\"n\":[1.5e3,true,null]}",
                client -> client.parseQuery("1")))
        .isEqualTo(
            new JsonValue.Mapping(
                Map.of(
                    "type",
                    new JsonValue.Text("numberLiteral"),
                    "val",
                    new JsonValue.Text("1"),
                    "n",
                    new JsonValue.Listing(
                        List.of(
                            new JsonValue.Numeral("1.5e3"),
                            new JsonValue.Flag(true),
                            new JsonValue.Nothing())))));
    assertThat(request).isEqualTo("POST /api/v1/parse_query query=1");
  }

  @Test
  void metadataIsByMetricAndByTarget() {
    MetricMetadata counter = new MetricMetadata("counter", "What it is.", "");
    assertThatObject(
            ask(
                """
                {"a_total":[{"type":"counter","help":"What it is.","unit":""}],"b":[]}\
                """,
                PrometheusClient::metadata))
        .isEqualTo(Map.of("a_total", List.of(counter), "b", List.of()));
    assertThat(request).isEqualTo("GET /api/v1/metadata");
    assertThatObject(
            ask(
                """
                {"a_total":[{"type":"counter","help":"What it is.","unit":""}]}\
                """,
                client -> client.metadata("a_total")))
        .isEqualTo(List.of(counter));
    assertThat(request).isEqualTo("GET /api/v1/metadata?metric=a_total");
    assertThatObject(ask("{}", client -> client.metadata("a_total"))).isEqualTo(List.of());
    assertThatObject(
            ask(
                """
                [{"target":{"job":"j"},"type":"counter","help":"What it is.","unit":""}]\
                """,
                client -> client.targetMetadata("a_total")))
        .isEqualTo(List.of(new TargetMetadata(Labels.of("job", "j"), "a_total", counter)));
    assertThat(request).isEqualTo("GET /api/v1/targets/metadata?metric=a_total");
  }

  @Test
  void droppedTargetsHaveWhatTheyWereFoundWith() {
    assertThatObject(
            ask(
                """
                {"activeTargets":[],"droppedTargets":[
                  {"discoveredLabels":{"__address__":"h:1","job":"j"}}]}\
                """,
                PrometheusClient::droppedTargets))
        .isEqualTo(List.of(new DroppedTarget(Labels.of("__address__", "h:1", "job", "j"))));
    assertThat(request).isEqualTo("GET /api/v1/targets?state=dropped");
  }

  @Test
  void rulesAreRecordingOrAlertingOrOfAKindThatIsNotKnown() {
    List<RuleGroup> groups =
        ask(
            """
            {"groups":[{"name":"g","file":"/rules.yaml","interval":60.5,"limit":0,
              "evaluationTime":0.25,"lastEvaluation":"2026-11-20T10:00:00.5+01:00","rules":[
              {"type":"recording","name":"job:x:sum","query":"sum by (job) (x)","health":"ok",
               "lastEvaluation":"0001-01-01T00:00:00Z","evaluationTime":0.125,"lastError":""},
              {"type":"alerting","name":"Down","query":"up == 0","duration":300,
               "keepFiringFor":30,"labels":{"severity":"page"},"annotations":{"summary":"s"},
               "health":"err","lastError":"many-to-many","state":"firing","alerts":[
                {"labels":{"alertname":"Down"},"annotations":{},"state":"firing",
                 "activeAt":"2026-11-20T09:00:00Z","value":"0e+00"}]},
              {"type":"dreaming","name":"n","query":"q","health":"unknown"}]}]}\
            """,
            PrometheusClient::rules);

    assertThat(groups)
        .containsExactly(
            new RuleGroup(
                "g",
                "/rules.yaml",
                Optional.of(Duration.ofMillis(60_500)),
                Optional.of(Instant.parse("2026-11-20T09:00:00.5Z")),
                Optional.of(Duration.ofMillis(250)),
                List.of(
                    new RecordingRule(
                        "job:x:sum",
                        "sum by (job) (x)",
                        Labels.empty(),
                        new Evaluation(
                            RuleHealth.GOOD,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(Duration.ofMillis(125)))),
                    new AlertingRule(
                        "Down",
                        "up == 0",
                        Labels.of("severity", "page"),
                        new Evaluation(
                            RuleHealth.FAILED,
                            Optional.of("many-to-many"),
                            Optional.empty(),
                            Optional.empty()),
                        Duration.ofMinutes(5),
                        Optional.of(Duration.ofSeconds(30)),
                        Map.of("summary", "s"),
                        AlertState.FIRING,
                        List.of(
                            new Alert(
                                Labels.of("alertname", "Down"),
                                Map.of(),
                                AlertState.FIRING,
                                Optional.of(Instant.parse("2026-11-20T09:00:00Z")),
                                0))),
                    new OtherRule(
                        "dreaming",
                        "n",
                        "q",
                        Labels.empty(),
                        new Evaluation(
                            RuleHealth.UNKNOWN,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty())))));
    assertThat(request).isEqualTo("GET /api/v1/rules");
  }

  @Test
  void alertsAndAlertmanagersAreListed() {
    assertThatObject(
            ask(
                """
                {"alerts":[{"labels":{"alertname":"A"},"annotations":{"a":"b"},
                  "state":"pending","activeAt":"2026-11-20T09:00:00Z","value":"1e+00"}]}\
                """,
                PrometheusClient::alerts))
        .isEqualTo(
            List.of(
                new Alert(
                    Labels.of("alertname", "A"),
                    Map.of("a", "b"),
                    AlertState.PENDING,
                    Optional.of(Instant.parse("2026-11-20T09:00:00Z")),
                    1)));
    assertThatObject(
            ask(
                """
                {"activeAlertmanagers":[{"url":"http://am:9093/api/v2/alerts"}],
                 "droppedAlertmanagers":[{"url":"http://old:9093"}]}\
                """,
                PrometheusClient::alertmanagers))
        .isEqualTo(
            new Alertmanagers(List.of("http://am:9093/api/v2/alerts"), List.of("http://old:9093")));
  }

  @Test
  void theStatusPagesAreRead() {
    assertThatObject(
            ask(
                """
                {"startTime":"2026-11-26T19:23:11.8Z","CWD":"/","reloadConfigSuccess":true,
                 "lastConfigTime":"2026-11-26T19:23:11Z","corruptionCount":0,
                 "goroutineCount":29,"GOMAXPROCS":2,"GOGC":"","storageRetention":"15d"}\
                """,
                PrometheusClient::runtimeInfo))
        .isEqualTo(
            new RuntimeInfo(
                Optional.of(Instant.parse("2026-11-26T19:23:11.8Z")),
                Optional.of("/"),
                Optional.of(true),
                Optional.of(Instant.parse("2026-11-26T19:23:11Z")),
                OptionalLong.of(0),
                OptionalLong.of(29),
                Optional.of("15d"),
                Map.of(
                    "startTime",
                    "2026-11-26T19:23:11.8Z",
                    "CWD",
                    "/",
                    "lastConfigTime",
                    "2026-11-26T19:23:11Z",
                    "GOGC",
                    "",
                    "storageRetention",
                    "15d")));
    assertThat(request).isEqualTo("GET /api/v1/status/runtimeinfo");
    assertThatObject(ask("{\"query.timeout\":\"2m\"}", PrometheusClient::flags))
        .isEqualTo(Map.of("query.timeout", "2m"));
    assertThatObject(ask("{\"yaml\":\"global: {}\\n\"}", PrometheusClient::configuration))
        .isEqualTo("global: {}\n");
    assertThatObject(ask("{\"min\":1,\"max\":5,\"current\":3}", PrometheusClient::walReplay))
        .isEqualTo(new WalReplay(OptionalLong.of(1), OptionalLong.of(5), OptionalLong.of(3)));
    assertThatObject(
            ask(
                """
                {"application":"Grafana Mimir","version":"2.10.0","revision":"abc",
                 "features":{"ruler_config_api":"true","federated_rules":"false"}}\
                """,
                PrometheusClient::build))
        .isEqualTo(
            new BuildInfo(
                Optional.of("Grafana Mimir"),
                Optional.of("2.10.0"),
                Optional.of("abc"),
                Set.of("ruler_config_api"),
                Map.of("application", "Grafana Mimir", "version", "2.10.0", "revision", "abc")));
  }

  @Test
  void theStatusOfTheStoreIsReadInBothForms() {
    assertThatObject(
            ask(
                """
                {"headStats":{"numSeries":508,"numLabelPairs":305,"chunkCount":937,
                  "minTime":1591516800000,"maxTime":1598896800143},
                 "seriesCountByMetricName":[{"name":"m","value":20}],
                 "labelValueCountByLabelName":[{"name":"l","value":211}],
                 "memoryInBytesByLabelName":[{"name":"l","value":8266}],
                 "seriesCountByLabelValuePair":[{"name":"job=a","value":425}]}\
                """,
                PrometheusClient::tsdbStatus))
        .isEqualTo(
            new TsdbStatus(
                OptionalLong.of(508),
                OptionalLong.of(305),
                OptionalLong.of(937),
                Optional.of(Instant.ofEpochMilli(1591516800000L)),
                Optional.of(Instant.ofEpochMilli(1598896800143L)),
                List.of(new TsdbStatus.Count("m", 20)),
                List.of(new TsdbStatus.Count("l", 211)),
                List.of(new TsdbStatus.Count("l", 8266)),
                List.of(new TsdbStatus.Count("job=a", 425))));
    TsdbStatus ofVictoriaMetrics =
        ask(
            """
            {"totalSeries":277,"totalLabelValuePairs":980,"seriesCountByMetricName":[]}\
            """,
            PrometheusClient::tsdbStatus);
    assertThat(ofVictoriaMetrics.series()).hasValue(277);
    assertThat(ofVictoriaMetrics.oldest()).isEmpty();
    assertThat(
            ask(
                    "{\"headStats\":{\"minTime\":9223372036854775807,"
                        + "\"maxTime\":-9223372036854775808}}",
                    PrometheusClient::tsdbStatus)
                .newest())
        .isEmpty();
  }

  @Test
  void whatIsNotOfTheExpectedShapeSaysWhere() {
    assertUnreadable("[]", PrometheusClient::rules, "an array at /data (expected: an object)");
    assertUnreadable(
        "{\"groups\":[{\"rules\":[{\"type\":\"recording\",\"labels\":{\"a\":1}}]}]}",
        PrometheusClient::rules,
        "a number at /data/groups/0/rules/0/labels/a (expected: text)");
    assertUnreadable(
        "{\"alerts\":[{\"value\":\"many\"}]}",
        PrometheusClient::alerts,
        "\"many\" at /data/alerts/0/value (expected: a number)");
    assertUnreadable(
        "{\"alerts\":[{}]}",
        PrometheusClient::alerts,
        "nothing at /data/alerts/0/value (expected: a value)");
    assertUnreadable(
        "{\"startTime\":\"yesterday\"}",
        PrometheusClient::runtimeInfo,
        "\"yesterday\" at /data/startTime (expected: an RFC 3339 time)");
    assertUnreadable(
        "{\"reloadConfigSuccess\":\"yes\"}",
        PrometheusClient::runtimeInfo,
        "text at /data/reloadConfigSuccess (expected: true or false)");
    assertUnreadable(
        "{\"headStats\":true}",
        PrometheusClient::tsdbStatus,
        "true or false at /data/headStats (expected: an object)");
    assertUnreadable(
        "{\"seriesCountByMetricName\":[{\"name\":\"m\"}]}",
        PrometheusClient::tsdbStatus,
        "nothing at /data/seriesCountByMetricName/0/value (expected: a number)");
  }

  private void assertUnreadable(
      String data, Function<PrometheusClient, ?> question, String message) {
    RequestException failed =
        catchThrowableOfType(RequestException.class, () -> ask(data, question));
    assertThat(failed.failure()).isEqualTo(new ClientFailure.Unreadable(200, message));
  }
}

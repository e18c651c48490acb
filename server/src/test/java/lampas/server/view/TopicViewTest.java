package lampas.server.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lampas.client.Query;
import lampas.client.QueryTime;
import lampas.model.label.Matcher;
import lampas.promql.syntax.Expression.VectorSelector;
import lampas.promql.syntax.Parser;
import lampas.promql.syntax.Trees;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class TopicViewTest {
  private static final String TARGET = "job=\"asdlc\",instance=\"w:1\"";

  private static JsonNode data(FixtureBackend backend, String topic, String... parameters) {
    try (RunningView view = RunningView.over(backend)) {
      RunningView.Answer answer = view.get(topic, parameters);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      return answer.json().get("data");
    }
  }

  @Test
  void processorTimeIsARatio() {
    JsonNode data =
        data(
            FixtureBackend.of(
                "process_cpu_seconds_total{service=\"workers\"," + TARGET + "} 0+7.5x40"),
            "cpu");

    assertThat(data.get("values").get(0).get("series").get(0).get("value").asDouble())
        .isCloseTo(.5, within());
    assertThat(data.toString().replaceAll("0\\.49999\\d+|0\\.50000\\d+", "0.5"))
        .isEqualTo(
            "{\"view\":\"cpu\",\"window\":\"5m\",\"time\":600.0,\"values\":[{\"value\":\"cpu\","
                + "\"metric\":\"process_cpu_seconds_total\",\"unit\":\"ratio\",\"series\":["
                + "{\"labels\":{\"instance\":\"w:1\",\"job\":\"asdlc\",\"service\":\"workers\"},"
                + "\"value\":0.5,\"ageSeconds\":0.0}]}]}");
  }

  @Test
  void memoryIsBytesByType() {
    JsonNode values =
        data(
                FixtureBackend.of(
                    "asdlc_process_memory_bytes{service=\"a\",type=\"rss\"} 100x40",
                    "asdlc_process_memory_bytes{service=\"a\",type=\"vms\"} 900x40",
                    "asdlc_process_memory_bytes{service=\"b\",type=\"rss\"} 7x39"),
                "memory")
            .get("values")
            .get(0);

    assertThat(values.get("unit").asString()).isEqualTo("bytes");
    assertThat(values.get("series"))
        .hasToString(
            "[{\"labels\":{\"service\":\"a\",\"type\":\"rss\"},\"value\":100.0,\"ageSeconds\":0.0},"
                + "{\"labels\":{\"service\":\"a\",\"type\":\"vms\"},\"value\":900.0,"
                + "\"ageSeconds\":0.0},"
                + "{\"labels\":{\"service\":\"b\",\"type\":\"rss\"},\"value\":7.0,"
                + "\"ageSeconds\":15.0}]");
  }

  @Test
  void requestsAreASecondAndAllSeriesAreThere() {
    JsonNode values =
        data(
                FixtureBackend.of(
                    requests("a", "200", "0+30x40"),
                    requests("a", "500", "0+3x40"),
                    requests("b", "200", "0+15x40")),
                "requests",
                "window",
                "1m")
            .get("values")
            .get(0);

    assertThat(values.get("unit").asString()).isEqualTo("requests per second");
    assertThat(values.get("series").valueStream().map(series -> series.get("value").asDouble()))
        .hasSize(3)
        .satisfiesExactlyInAnyOrder(
            rate -> assertThat(rate).isCloseTo(2, within()),
            rate -> assertThat(rate).isCloseTo(.2, within()),
            rate -> assertThat(rate).isCloseTo(1, within()));
  }

  private static Offset<Double> within() {
    return Offset.offset(1e-9);
  }

  private static String requests(String service, String status, String points) {
    return "asdlc_http_requests_total{service=\"%s\",method=\"GET\",endpoint=\"/x\",status=\"%s\"} %s"
        .formatted(service, status, points);
  }

  @Test
  void latencyIsSecondsByEndpointAndKeepsTheBounds() {
    JsonNode values =
        data(
                FixtureBackend.of(
                    bucket("0.1", "0+10x40"),
                    bucket("0.5", "0+19x40"),
                    bucket("+Inf", "0+20x40"),
                    "asdlc_http_request_duration_seconds_count{service=\"a\",method=\"GET\","
                        + "endpoint=\"/x\"} 0+20x40"),
                "latency",
                "service",
                "a")
            .get("values");

    assertThat(values.valueStream().map(value -> value.get("value").asString()))
        .containsExactly("p50", "p90", "p99");
    assertThat(values.valueStream().map(value -> value.get("unit").asString()))
        .containsOnly("seconds");
    JsonNode series = values.get(0).get("series");
    assertThat(series.get(0).get("value").asDouble()).isCloseTo(.1, within());
    assertThat(series.get(0).get("labels"))
        .hasToString("{\"endpoint\":\"/x\",\"method\":\"GET\",\"service\":\"a\"}");
    assertThat(values.get(1).get("series").get(0).get("value").asDouble())
        .isCloseTo(.1 + .4 * 8 / 9, within());
    assertThat(values.get(2).get("series").get(0).get("value").asDouble()).isCloseTo(.5, within());
  }

  @Test
  void latencyOfNoRequestIsAbsentAndNotANumber() {
    JsonNode series =
        data(
                FixtureBackend.of(
                    bucket("0.1", "5x40"),
                    bucket("+Inf", "5x40"),
                    "asdlc_http_request_duration_seconds_count{service=\"a\",method=\"GET\","
                        + "endpoint=\"/x\"} 5x40"),
                "latency")
            .get("values")
            .get(0)
            .get("series")
            .get(0);

    assertThat(series.get("value").isNull()).isTrue();
    assertThat(series.get("absent").get("reason").asString()).isEqualTo("no_observations");
  }

  private static String bucket(String bound, String points) {
    return "asdlc_http_request_duration_seconds_bucket{service=\"a\",method=\"GET\",endpoint=\"/x\",le=\"%s\"} %s"
        .formatted(bound, points);
  }

  @Test
  void tasksAreCountsOfTwoMetrics() {
    JsonNode values =
        data(FixtureBackend.of("asdlc_active_tasks{service=\"a\"} 3x40"), "tasks").get("values");

    assertThat(values.get(0).get("series").get(0).get("value").asDouble()).isEqualTo(3);
    assertThat(values.get(1))
        .hasToString(
            "{\"value\":\"active_workers\",\"metric\":\"asdlc_active_workers\","
                + "\"unit\":\"count\",\"series\":[],\"absent\":{\"reason\":\"no_series\","
                + "\"message\":\"no series of asdlc_active_workers within the last 1h\"}}");
  }

  @Test
  void whatDoesNotReportAnyMoreIsStaleAndHasNoValue() {
    JsonNode gauge =
        data(FixtureBackend.of("asdlc_active_tasks{service=\"a\"} 3x30 stale"), "tasks")
            .get("values")
            .get(0)
            .get("series")
            .get(0);
    JsonNode rate =
        data(FixtureBackend.of(requests("a", "200", "0+30x30 stale")), "requests")
            .get("values")
            .get(0)
            .get("series")
            .get(0);

    for (JsonNode series : List.of(gauge, rate)) {
      assertThat(series.get("value").isNull()).isTrue();
      assertThat(series.get("ageSeconds").asDouble()).isBetween(150.0, 165.0);
      assertThat(series.get("absent").get("reason").asString()).isEqualTo("stale");
    }
  }

  @Test
  void aRateOfOneSampleIsAbsentAndNotZero() {
    JsonNode series =
        data(FixtureBackend.of(requests("a", "200", "_x40 9")), "requests")
            .get("values")
            .get(0)
            .get("series")
            .get(0);

    assertThat(series.get("value").isNull()).isTrue();
    assertThat(series.get("absent").get("reason").asString()).isEqualTo("too_few_samples");
  }

  @Test
  void aValueThatIsNotANumberIsAbsent() {
    JsonNode series =
        data(FixtureBackend.of("asdlc_active_tasks{service=\"a\"} NaNx40"), "tasks")
            .get("values")
            .get(0)
            .get("series")
            .get(0);

    assertThat(series.get("value").isNull()).isTrue();
    assertThat(series.get("absent").get("message").asString())
        .isEqualTo("value: NaN (expected: a finite number)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\"} or vector(1) #",
        "nope\"} or demo_disk_usage_bytes{job=\"demo",
        "\\",
        "a\nb",
        ".*",
        "{}",
        "日本"
      })
  void aServiceIsAValueInAMatcherWhateverItsCharacters(String service) {
    FixtureBackend backend = FixtureBackend.of(requests("a", "200", "0+30x40"));
    try (RunningView view = RunningView.over(backend)) {
      for (String topic : List.of("cpu", "memory", "requests", "latency", "tasks")) {
        backend.queries().clear();
        JsonNode data = view.get(topic, "service", service).json().get("data");

        assertThat(data.get("service").asString()).isEqualTo(service);
        assertThat(data.get("values").get(0).get("series")).isEmpty();
        assertThat(backend.queries()).isNotEmpty();
        backend.queries().forEach(query -> holdsAsAValue(query.promql(), service));
      }
    }
  }

  @Test
  void noHostileTextBecomesSyntax() throws IOException {
    /* Those that need no escape in the file. */
    List<String> hostile =
        Files.readAllLines(Path.of("../client/src/test/resources/lampas/client/hostile-texts.txt"))
            .stream()
            .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.contains("\\"))
            .toList();
    assertThat(hostile).hasSizeGreaterThan(200);
    FixtureBackend backend = FixtureBackend.of(requests("a", "200", "0+30x40"));
    try (RunningView view = RunningView.over(backend)) {
      for (String text : hostile) {
        backend.queries().clear();
        assertThat(view.get("requests", "service", text).status()).as(text).isEqualTo(200);
        backend.queries().forEach(query -> holdsAsAValue(query.promql(), text));

        RunningView.Answer window = view.get("requests", "window", text);
        assertThat(window.status() == 400 || isDuration(text)).as(text + ": " + window).isTrue();
      }
    }
  }

  private static boolean isDuration(String text) {
    return text.matches("[0-9.]+(e[0-9]+)?|([0-9]+(y|w|d|h|m|s|ms))+");
  }

  private static void holdsAsAValue(String promql, String service) {
    List<VectorSelector> selectors =
        Trees.all(Parser.parse(promql))
            .filter(VectorSelector.class::isInstance)
            .map(VectorSelector.class::cast)
            .toList();
    assertThat(selectors)
        .singleElement()
        .satisfies(selector ->
            assertThat(selector.matchers()).hasSize(2).contains(Matcher.equal("service", service)));
  }

  @Test
  void allQueriesOfAViewHaveOneTime() {
    FixtureBackend backend = FixtureBackend.of();
    data(backend, "latency");

    assertThat(backend.queries()).hasSize(6);
    assertThat(backend.queries().stream().map(Query::time).distinct())
        .containsExactly(new QueryTime.At(RunningView.NOW));
  }

  @Test
  void aWindowIsCheckedAndNeverPasted() {
    try (RunningView view = RunningView.over(FixtureBackend.of())) {
      assertThat(view.get("cpu", "window", "5m]) or vector(1").error())
          .isEqualTo(
              "bad_data window: \"5m]) or vector(1\""
                  + " (expected: a duration above zero, such as 15s)");
      assertThat(view.get("cpu", "window", "9y").error())
          .isEqualTo("bad_data window: 9y (expected: at most 31d)");
      assertThat(view.get("cpu", "service", "x".repeat(1_001)).status()).isEqualTo(400);
    }
  }

  @Test
  void theNamespaceIsASetting() {
    FixtureBackend backend = FixtureBackend.of("active_tasks{service=\"a\"} 3x40");
    try (RunningView view = RunningView.over(backend, ViewSettings.defaults().withNamespace(""))) {
      assertThat(view.get("tasks").body()).contains("\"metric\":\"active_tasks\"", "3.0");
    }
  }
}

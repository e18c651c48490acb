package lampas.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import lampas.model.label.Labels;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult;
import lampas.model.result.QueryResult.FloatSample;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** VictoriaMetrics's answers and Prometheus's become the same. */
class NormalizerTest {
  private static final String ONE =
      "{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":[5,\"1\"]}]}";
  private static final String NONE = "{\"resultType\":\"vector\",\"result\":[]}";

  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void closeHttp() {
    http.shutdownNow();
  }

  private QueryAnswer answer(Query query, String data) {
    try (ScriptedBackend backend =
        ScriptedBackend.answering(200, "{\"status\":\"success\",\"data\":%s}".formatted(data))) {
      return PrometheusClient.of(
              http, backend.uri(), ClientSettings.defaults(), new TestTiming(0).timing())
          .query(query);
    }
  }

  private QueryResult result(String promql, String data) {
    return answer(Query.instant(promql), data).result();
  }

  @Test
  void theExpressionSaysWhetherAVectorIsAScalar() {
    QueryResult scalar = new QueryResult.Scalar(5000, 1);
    QueryResult vector = new QueryResult.Vector(List.of(new FloatSample(Labels.empty(), 5000, 1)));

    for (String promql : List.of("1", "scalar(up)", "time()", "(1 + 2) * 3", "-pi()")) {
      assertThat(result(promql, ONE)).as(promql).isEqualTo(scalar);
    }
    for (String promql : List.of("sum(up)", "vector(1)", "absent(x)", "up", "1 < vector(2)")) {
      assertThat(result(promql, ONE)).as(promql).isEqualTo(vector);
    }
  }

  @Test
  void aTextThatWasLeftOutIsTheOneThatWasAskedFor() {
    assertThat(result("\"a text\"", NONE))
        .isEqualTo(new QueryResult.Text(TestTiming.NOW.toEpochMilli(), "a text"));
    assertThat(answer(Query.instant("('x')").at(Instant.ofEpochSecond(7)), NONE).result())
        .isEqualTo(new QueryResult.Text(7000, "x"));
  }

  @Test
  void whatIsMissingIsNotMadeUp() {
    assertThat(result("scalar(up)", NONE)).isEqualTo(new QueryResult.Vector(List.of()));
    assertThat(result("sum(up)", NONE)).isEqualTo(new QueryResult.Vector(List.of()));
  }

  @Test
  void anExpressionThatOnlyTheBackendReadsIsLeftAsItIs() {
    assertThat(result("WITH (x = 1) x", ONE)).isInstanceOf(QueryResult.Vector.class);
  }

  @Test
  void aRangeOfAScalarIsAMatrixEverywhere() {
    Query range =
        Query.range("1", Instant.ofEpochSecond(1), Instant.ofEpochSecond(2), Duration.ofSeconds(1));
    String matrix =
        "{\"resultType\":\"matrix\",\"result\":[{\"metric\":{},\"values\":[[1,\"1\"]]}]}";
    assertThat(answer(range, matrix).result()).isInstanceOf(QueryResult.Matrix.class);
  }

  @Test
  void aLimitHoldsWhereTheBackendDoesNotKnowIt() {
    String two =
        """
        {"resultType":"vector","result":[{"metric":{"a":"1"},"value":[5,"1"]},
          {"metric":{"a":"2"},"value":[5,"2"]}]}\
        """;
    QueryAnswer cut = answer(Query.instant("x").withLimit(1), two);
    assertThat(cut.result())
        .isEqualTo(new QueryResult.Vector(List.of(new FloatSample(Labels.of("a", "1"), 5000, 1))));
    assertThat(cut.warnings()).containsExactly("results truncated due to limit");
    assertThat(answer(Query.instant("x").withLimit(2), two).warnings()).isEmpty();

    String matrix =
        """
        {"resultType":"matrix","result":[{"metric":{"a":"1"},"values":[[1,"1"]]},
          {"metric":{"a":"2"},"values":[[1,"1"]]}]}\
        """;
    assertThat(answer(Query.instant("x[1m]").withLimit(1), matrix).result())
        .isInstanceOfSatisfying(
            QueryResult.Matrix.class, result -> assertThat(result.series()).hasSize(1));
  }

  @Test
  void whatAQueryAsksForIsSentInTheWordsOfAllBackends() {
    try (ScriptedBackend backend =
        ScriptedBackend.answering(200, "{\"status\":\"success\",\"data\":%s}".formatted(NONE))) {
      PrometheusClient client = PrometheusClient.of(http, backend.uri());
      client.query(
          Query.instant("up")
              .withTimeout(Duration.ofMillis(7500))
              .withLookback(Duration.ofMinutes(1))
              .withLimit(10)
              .withStatistics());
      client.query(Query.instant("up").withTimeout(Duration.ofHours(1)));

      assertThat(backend.requests())
          .containsExactly(
              "POST /api/v1/query query=up&timeout=7.5&lookback_delta=60&max_lookback=60"
                  + "&limit=10&stats=all",
              "POST /api/v1/query query=up&timeout=120");
    }
  }
}

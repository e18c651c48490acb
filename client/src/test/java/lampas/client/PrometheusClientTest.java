package lampas.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import lampas.model.label.Labels;
import lampas.model.result.EmptyReason;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult;
import lampas.model.result.QueryResult.FloatSample;
import lampas.model.result.QueryResult.MatrixSeries;
import lampas.model.series.SampleColumns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrometheusClientTest {
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void closeHttp() {
    http.close();
  }

  private PrometheusClient clientOf(ScriptedBackend backend) {
    return PrometheusClient.of(http, backend.uri());
  }

  private QueryAnswer answerTo(String json) {
    try (ScriptedBackend backend = ScriptedBackend.answering(200, json)) {
      return clientOf(backend).query(Query.instant("x"));
    }
  }

  @Test
  void aVectorIsReadWithAllItsLabelsAndEveryKindOfValue() {
    QueryAnswer answer =
        answerTo(
            """
            {"status":"success","data":{"resultType":"vector","result":[
              {"metric":{"__name__":"up","job":"a\\"\\u00e9🔥"},"value":[1435781451.781,"1"]},
              {"metric":{},"value":[1435781451,"NaN"]},
              {"metric":{"b":"+"},"value":[1435781451.001,"+Inf"]},
              {"metric":{"b":"-"},"value":[-0.5,"-Inf"]},
              {"metric":{"b":"e"},"value":[1435781451.1,"1.5e-07"]}]}}\
            """);

    assertThat(answer)
        .isEqualTo(
            QueryAnswer.of(
                new QueryResult.Vector(
                    List.of(
                        new FloatSample(
                            Labels.of("__name__", "up", "job", "a\"é🔥"), 1435781451781L, 1),
                        new FloatSample(Labels.empty(), 1435781451000L, Double.NaN),
                        new FloatSample(
                            Labels.of("b", "+"), 1435781451001L, Double.POSITIVE_INFINITY),
                        new FloatSample(Labels.of("b", "-"), -500, Double.NEGATIVE_INFINITY),
                        new FloatSample(Labels.of("b", "e"), 1435781451100L, 1.5e-7)))));
  }

  @Test
  void aMatrixIsReadIntoColumns() {
    QueryAnswer answer =
        answerTo(
            """
            {"status":"success","data":{"resultType":"matrix","result":[
              {"metric":{"job":"a"},"values":[[1,"1"],[1.5,"2.5"]]},
              {"metric":{"job":"b"},"values":[]}]}}\
            """);

    SampleColumns samples = new SampleColumns();
    samples.add(1000, 1);
    samples.add(1500, 2.5);
    assertThat(answer.result())
        .isEqualTo(
            new QueryResult.Matrix(
                List.of(
                    new MatrixSeries(Labels.of("job", "a"), samples),
                    new MatrixSeries(Labels.of("job", "b"), new SampleColumns()))));
  }

  @Test
  void scalarsAndTextsAreRead() {
    assertThat(
            answerTo(
                """
                {"status":"success","data":{"resultType":"scalar","result":[2,"3.25"]}}\
                """))
        .isEqualTo(QueryAnswer.of(new QueryResult.Scalar(2000, 3.25)));
    assertThat(
            answerTo(
                """
                {"status":"success","data":{"resultType":"string","result":[2,"NaN"]}}\
                """))
        .isEqualTo(QueryAnswer.of(new QueryResult.Text(2000, "NaN")));
  }

  @Test
  void anEmptyResultIsNoErrorAndKeepsItsType() {
    assertThat(
            answerTo(
                    """
                    {"status":"success","data":{"resultType":"vector","result":[]}}\
                    """)
                .result())
        .isEqualTo(new QueryResult.Vector(List.of()));
    assertThat(
            answerTo(
                    """
                    {"status":"success","data":{"resultType":"matrix","result":[]}}\
                    """)
                .result())
        .isEqualTo(new QueryResult.Matrix(List.of()));
  }

  @Test
  void theOrderOfFieldsDoesNotMatterAndUnknownOnesAreSkipped() {
    QueryAnswer answer =
        answerTo(
            """
            {"isPartial":false,"infos":["i1"],"data":{"stats":{"a":[{}]},"result":[
              {"value":[1,"2"],"extra":[[1]],"metric":{"a":"b"}}],"resultType":"vector"},
             "warnings":["w1","w2"],"status":"success"}\
            """);

    assertThat(answer)
        .isEqualTo(
            new QueryAnswer(
                new QueryResult.Vector(List.of(new FloatSample(Labels.of("a", "b"), 1000, 2))),
                List.of("w1", "w2"),
                List.of("i1")));
  }

  @Test
  void anEmptyAnswerOfLampasSaysWhy() {
    QueryAnswer answer =
        answerTo(
            """
            {"status":"success","explanation":[
              {"reason":"no_such_metric","expression":"upp","start":4,"end":7,"message":"no upp"},
              {"reason":"of_a_later_version","expression":"x","start":0,"end":1,"message":""}],
             "data":{"resultType":"vector","result":[]}}\
            """);

    assertThat(answer.emptyReasons())
        .containsExactly(new EmptyReason(EmptyReason.Kind.NO_SUCH_METRIC, "upp", 4, 7, "no upp"));
  }

  @Test
  void aPackedAnswerIsUnpacked() {
    try (ScriptedBackend backend =
        ScriptedBackend.answering(exchange -> {
          assertThat(exchange.getRequestHeaders().getFirst("Accept-Encoding"))
              .isEqualTo("gzip, zstd");
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(packed("{\"status\":\"success\",\"data\":[\"a\"]}"));
        })) {
      assertThat(clientOf(backend).labelNames(SeriesScope.all())).containsExactly("a");
    }
  }

  private static byte[] packed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void queriesGoAsFormsBelowThePathOfTheBase() {
    try (ScriptedBackend backend =
        ScriptedBackend.answering(
            200,
            """
            {"status":"success","data":{"resultType":"vector","result":[]}}\
            """)) {
      PrometheusClient client =
          PrometheusClient.of(http, URI.create(backend.uri() + "/prometheus/"));
      client.query(Query.instant("a{b=\"c&d\"} + 1").at(Instant.ofEpochMilli(1435781451781L)));
      client.query(Query.instant("up"));
      client.query(
          Query.range(
              "up", Instant.ofEpochSecond(1), Instant.ofEpochMilli(2500), Duration.ofMillis(1500)));

      assertThat(backend.requests())
          .containsExactly(
              "POST /prometheus/api/v1/query"
                  + " query=a%7Bb%3D%22c%26d%22%7D+%2B+1&time=1435781451.781&timeout=120",
              "POST /prometheus/api/v1/query query=up&timeout=120",
              "POST /prometheus/api/v1/query_range query=up&start=1&end=2.5&step=1.5&timeout=120");
    }
  }

  @Test
  void aHandlerGetsTheSeriesOneByOneAndTheAnswerHasNone() {
    try (ScriptedBackend backend =
        ScriptedBackend.answering(
            200,
            """
            {"status":"success","warnings":["w"],"data":{"resultType":"matrix","result":[
            {"metric":{"a":"1"},"values":[[1,"2"],[2.5,"NaN"]]},
            {"metric":{"a":"2"},"values":[[1,"3"]]}]}}\
            """)) {
      List<String> seen = new ArrayList<>();
      QueryAnswer answer =
          clientOf(backend)
              .query(
                  Query.range("x", Instant.EPOCH, Instant.EPOCH, Duration.ofSeconds(1)),
                  (labels, samples) -> seen.add(labels + " " + samples));

      assertThat(seen).containsExactly("{a=\"1\"} [2@1000, NaN@2500]", "{a=\"2\"} [3@1000]");
      assertThat(answer.result()).isEqualTo(new QueryResult.Matrix(List.of()));
      assertThat(answer.warnings()).containsExactly("w");
    }
  }

  @Test
  void aHandlerOfAnAnswerThatBreaksOffHasHadAPartAndTheCallSaysSo() {
    try (ScriptedBackend backend =
        ScriptedBackend.answering(
            200,
            """
            {"status":"success","data":{"resultType":"vector","result":[
            {"metric":{"a":"1"},"value":[1,"2"]},{"metric":{"a":\
            """)) {
      List<String> seen = new ArrayList<>();

      assertThatThrownBy(() ->
              clientOf(backend)
                  .query(Query.instant("x"), (labels, samples) -> seen.add(samples.toString())))
          .isInstanceOfSatisfying(
              RequestException.class,
              failed -> assertThat(failed.failure()).isInstanceOf(ClientFailure.Unreadable.class));
      assertThat(seen).containsExactly("[2@1000]");
      assertThat(backend.requests()).hasSize(1);
    }
  }

  @Test
  void namesAndValuesAreAskedForWithSelectorsAndTimes() {
    try (ScriptedBackend backend =
        ScriptedBackend.answering(200, "{\"status\":\"success\",\"data\":[\"x\",\"y\"]}")) {
      PrometheusClient client = clientOf(backend);
      SeriesScope scope =
          SeriesScope.matching("up", "{a=\"b\"}")
              .between(Instant.ofEpochSecond(1), Instant.ofEpochSecond(2));

      assertThat(client.labelNames(scope)).containsExactly("x", "y");
      assertThat(client.labelValues("job", scope)).containsExactly("x", "y");
      client.labelValues("http.méthod_x", SeriesScope.all());

      String query = "match%5B%5D=up&match%5B%5D=%7Ba%3D%22b%22%7D&start=1&end=2";
      assertThat(backend.requests())
          .map(request -> request.replace("match[]", "match%5B%5D"))
          .containsExactly(
              "POST /api/v1/labels " + query,
              "GET /api/v1/label/job/values?" + query,
              "GET /api/v1/label/U__http_2e_m_e9_thod__x/values");
    }
  }

  @Test
  void seriesAreReadAsLabels() {
    try (ScriptedBackend backend =
        ScriptedBackend.answering(
            200,
            """
            {"status":"success","data":[{"__name__":"up","job":"a"},{"__name__":"up"}]}\
            """)) {
      assertThat(clientOf(backend).series(SeriesScope.matching("up")))
          .containsExactly(Labels.of("__name__", "up", "job", "a"), Labels.of("__name__", "up"));
    }
  }

  @Test
  void targetsAreReadAndNeverScrapedIsNoTime() {
    try (ScriptedBackend backend =
        ScriptedBackend.answering(
            200,
            """
            {"status":"success","data":{"activeTargets":[
             {"discoveredLabels":{"__address__":"h:1"},"labels":{"instance":"h:1","job":"j"},
              "scrapePool":"p","scrapeUrl":"http://h:1/metrics","lastError":"refused",
              "lastScrape":"2026-11-21T02:43:27.008460743Z","lastScrapeDuration":0.25,
              "health":"down"},
             {"labels":{},"scrapePool":"p","scrapeUrl":"http://i:1/metrics","lastError":"",
              "lastScrape":"0001-01-01T00:00:00Z","lastScrapeDuration":0,"health":"unknown"}],
             "droppedTargets":[]}}\
            """)) {
      assertThat(clientOf(backend).targets())
          .containsExactly(
              new TargetStatus(
                  Labels.of("instance", "h:1", "job", "j"),
                  "p",
                  "http://h:1/metrics",
                  "down",
                  Optional.of("refused"),
                  Optional.of(Instant.parse("2026-11-21T02:43:27.008460743Z")),
                  0.25),
              new TargetStatus(
                  Labels.empty(),
                  "p",
                  "http://i:1/metrics",
                  "unknown",
                  Optional.empty(),
                  Optional.empty(),
                  0));
    }
  }

  @Test
  void buildInfoMayBeEmpty() {
    try (ScriptedBackend prometheus =
            ScriptedBackend.answering(
                200,
                """
                {"status":"success","data":{"version":"2.42.0","branch":""}}\
                """);
        ScriptedBackend other =
            ScriptedBackend.answering(200, "{\"status\":\"success\",\"data\":{}}")) {
      assertThat(clientOf(prometheus).buildInfo())
          .isEqualTo(Map.of("version", "2.42.0", "branch", ""));
      assertThat(clientOf(other).buildInfo()).isEmpty();
    }
  }

  @Test
  void aBaseThatIsNoHttpUrlIsRefusedWithoutShowingIt() {
    for (String base : List.of("/relative", "ftp://secret-host/", "http:opaque")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> PrometheusClient.of(http, URI.create(base)))
          .withMessage(
              "base URL: no host or wrong scheme"
                  + " (expected: http://host:port or https://host:port)");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrometheusClient.of(http, URI.create("http://h/?a=b")))
        .withMessage("base URL: has a query (expected: only a path)");
  }
}

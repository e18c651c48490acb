package lampas.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import lampas.model.label.Labels;
import lampas.store.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueryApiTest {
  private final Store store =
      RunningApi.store(
          Labels.of("__name__", "up", "job", "api", "note", "a\"\\\n<é🔥"),
          Labels.of("__name__", "up", "job", "web"));
  private final RunningApi api = RunningApi.over(store);

  @AfterEach
  void close() {
    api.close();
  }

  private String query(String expression) {
    return api.body("/api/v1/query", "query", expression, "time", "1000");
  }

  private String refused(String path, String... parameters) {
    return api.answer(path, parameters);
  }

  @Test
  void aVectorHasItsMetricsAndOneValueEach() {
    assertThat(query("up"))
        .isEqualTo(
            """
            {"status":"success","data":{"resultType":"vector","result":[\
            {"metric":{"__name__":"up","job":"api","note":"a\\"\\\\\\n<é🔥"},"value":[1000,"1"]},\
            {"metric":{"__name__":"up","job":"web"},"value":[1000,"2"]}]}}\
            """);
  }

  @Test
  void anEmptyVectorIsASuccess() {
    assertThat(api.body("/api/v1/query", "query", "nothing", "explain", "0"))
        .isEqualTo(
            """
            {"status":"success","data":{"resultType":"vector","result":[]}}\
            """);
  }

  @Test
  void aScalarAndAText() {
    assertThat(query("1e-7"))
        .isEqualTo(
            """
            {"status":"success","data":{"resultType":"scalar","result":[1000,"0.0000001"]}}\
            """);
    assertThat(api.body("/api/v1/query", "query", "\"x\"", "time", "1435781451.781"))
        .isEqualTo(
            """
            {"status":"success","data":{"resultType":"string","result":[1435781451.781,"x"]}}\
            """);
  }

  @Test
  void timesHaveThreeDecimalsOrNone() {
    for (String time : new String[] {"0", "1", "1.005", "1.050", "1.500", "-1.005", "-0.500"}) {
      assertThat(api.body("/api/v1/query", "query", "\"x\"", "time", time))
          .contains("\"result\":[" + time + ",\"x\"]");
    }
  }

  @Test
  void aRangeSelectorIsAMatrix() {
    assertThat(query("up{job=\"web\"}[20s]"))
        .isEqualTo(
            """
            {"status":"success","data":{"resultType":"matrix","result":[\
            {"metric":{"__name__":"up","job":"web"},"values":[[990,"2"],[1000,"2"]]}]}}\
            """);
  }

  @Test
  void valuesAreWrittenAsPrometheusWritesThem() {
    for (String[] pair :
        new String[][] {
          {"1e-7", "1e-07"},
          {"-1.5e-10", "-1.5e-10"},
          {"0.000001", "0.000001"},
          {"1e20", "100000000000000000000"},
          {"1.5e21", "1.5e+21"},
          {"1e300", "1e+300"},
          {"0.1", "0.1"},
          {"-0", "-0"},
          {"NaN", "NaN"},
          {"Inf", "+Inf"},
          {"-Inf", "-Inf"}
        }) {
      assertThat(query("vector(" + pair[0] + ")"))
          .isEqualTo(
              """
              {"status":"success","data":{"resultType":"vector","result":[\
              {"metric":{},"value":[1000,"%s"]}]}}\
              """
                  .formatted(pair[1]));
    }
  }

  @Test
  void aRangeHasAValueForEachStep() {
    assertThat(
            api.body(
                "/api/v1/query_range",
                "query",
                "up{job=\"web\"} * 2",
                "start",
                "999.95",
                "end",
                "1970-01-01T01:16:41.5+01:00",
                "step",
                "500ms"))
        .isEqualTo(
            """
            {"status":"success","data":{"resultType":"matrix","result":[\
            {"metric":{"job":"web"},"values":[[999.950,"4"],[1000.450,"4"],[1000.950,"4"],\
            [1001.450,"4"]]}]}}\
            """);
  }

  @Test
  void aFormIsReadAsTheUrlIs() {
    String inUrl = api.body("/api/v1/query_range", RANGE);
    HttpResponse<String> posted = api.post("/api/v1/query_range", RANGE);

    assertThat(RunningApi.bodyOf(200, posted)).isEqualTo(inUrl).contains("[[999,\"1\"],[1000,");
    assertThat(posted.headers().firstValue("Content-Type")).contains("application/json");
  }

  private static final String[] RANGE = {
    "query", "up{job=~\"a.+\"}", "start", "999", "end", "1000", "step", "1"
  };

  @Test
  void withoutATimeItIsNow() {
    assertThat(api.body("/api/v1/query", "query", "time()"))
        .isEqualTo(
            """
            {"status":"success","data":{"resultType":"scalar","result":[1000,"1000"]}}\
            """);
  }

  @Test
  void aLimitCutsTheResultAndSaysSo() {
    assertThat(api.body("/api/v1/query", "query", "up", "limit", "1"))
        .isEqualTo(
            """
            {"status":"success","data":{"resultType":"vector","result":[\
            {"metric":{"__name__":"up","job":"api","note":"a\\"\\\\\\n<é🔥"},"value":[1000,"1"]}]},\
            "warnings":["results truncated due to limit"]}\
            """);
    assertThat(api.body("/api/v1/query", "query", "up", "limit", "2")).doesNotContain("warnings");
    assertThat(api.body("/api/v1/query", "query", "up", "limit", "0")).doesNotContain("warnings");
    assertThat(refused("/api/v1/query", "query", "up", "limit", "-1"))
        .isEqualTo(badData("invalid parameter \\\"limit\\\": limit must be non-negative"));
  }

  @Test
  void theLookbackCanBeShortened() {
    assertThat(api.body("/api/v1/query", "query", "up", "time", "1010", "lookback_delta", "5s"))
        .contains("\"result\":[]}", "\"no_sample\"", "the lookback of 5s does not reach it");
    assertThat(api.body("/api/v1/query", "query", "up", "time", "1010", "lookback_delta", "11"))
        .contains("[1010,\"1\"]");
  }

  @Test
  void timesAndSamplesAreToldToThoseWhoAsk() {
    assertThat(api.body("/api/v1/query", "query", "1", "stats", "all"))
        .containsPattern(
            "\"stats\":\\{\"timings\":\\{\"evalTotalTime\":[0-9.E-]+,\"execQueueTime\":[0-9.E-]+,"
                + "\"execTotalTime\":[0-9.E-]+},\"samples\":"
                + "\\{\"totalQueryableSamples\":0,\"peakSamples\":1}}");
    /* Two series, of which each has 6 samples in the window of each of 2 steps. */
    assertThat(
            api.body(
                "/api/v1/query_range",
                "query",
                "sum(rate(up[1m]))",
                "start",
                "990",
                "end",
                "1000",
                "step",
                "10",
                "stats",
                "1"))
        .contains("\"totalQueryableSamples\":24");
    assertThat(api.body("/api/v1/query", "query", "up", "stats", "all"))
        .contains("\"totalQueryableSamples\":2,\"peakSamples\":2");
    assertThat(query("1")).doesNotContain("stats");
  }

  @Test
  void whatDoesNotParseIsBadData() {
    assertThat(refused("/api/v1/query", "query", "up["))
        .startsWith(
            """
            400 {"status":"error","errorType":"bad_data",\
            "error":"invalid parameter \\"query\\": 1:\
            """)
        .contains(": parse error: ");
    assertThat(refused("/api/v1/query")).contains("parse error: no expression found in input");
    assertThat(
            refused("/api/v1/query_range", "query", "1 +", "start", "0", "end", "1", "step", "1"))
        .startsWith("400 ")
        .contains("parse error");
  }

  @Test
  void whatCannotBeEvaluatedIsUnprocessable() {
    assertThat(refused("/api/v1/query", "query", "up * on() up"))
        .startsWith(
            """
            422 {"status":"error","errorType":"execution","error":"found duplicate series\
            """);
  }

  @Test
  void aRangeVectorHasNoRange() {
    assertThat(
            refused(
                "/api/v1/query_range", "query", "up[5m]", "start", "0", "end", "1", "step", "1"))
        .isEqualTo(
            badData(
                "invalid parameter \\\"query\\\": invalid expression type \\\"range vector\\\" for"
                    + " range query, must be Scalar or instant Vector"));
  }

  @Test
  void timesThatAreNoneAreNamed() {
    for (String time : new String[] {"abc", "NaN", "Inf", "-Inf", "1e300", "0x10", "1_000"}) {
      assertThat(refused("/api/v1/query", "query", "1", "time", time))
          .isEqualTo(
              badData(
                  "invalid parameter \\\"time\\\": Invalid time value for 'time': cannot parse"
                      + " \\\""
                      + time
                      + "\\\" to a valid timestamp"));
    }
    assertThat(refused("/api/v1/query_range", "query", "1", "end", "1", "step", "1"))
        .isEqualTo(
            badData("invalid parameter \\\"start\\\": cannot parse \\\"\\\" to a valid timestamp"));
    assertThat(refused("/api/v1/query_range", "query", "1", "start", "2", "end", "1", "step", "1"))
        .isEqualTo(
            badData("invalid parameter \\\"end\\\": end timestamp must not be before start time"));
  }

  @Test
  void stepsThatAreNoneAreNamed() {
    for (String step : new String[] {"abc", "", "NaN", "Inf", "-", "5 m"}) {
      assertThat(range("0", "1", step))
          .isEqualTo(
              badData(
                  "invalid parameter \\\"step\\\": cannot parse \\\""
                      + step
                      + "\\\" to a valid duration"));
    }
    for (String step : new String[] {"0", "-1", "0.0001", "0s"}) {
      assertThat(range("0", "1", step))
          .isEqualTo(
              badData(
                  "invalid parameter \\\"step\\\": zero or negative query resolution step widths"
                      + " are not accepted. Try a positive integer"));
    }
    assertThat(range("0", "1", "1e300"))
        .isEqualTo(
            badData(
                "invalid parameter \\\"step\\\": cannot parse \\\"1e300\\\" to a valid duration."
                    + " It overflows int64"));
  }

  @Test
  void tooManyPointsAreRefusedBeforeAnyWork() {
    String tooMany =
        badData(
            "exceeded maximum resolution of 11,000 points per timeseries."
                + " Try decreasing the query resolution (?step=XX)");
    assertThat(range("0", "1000000", "1ms")).isEqualTo(tooMany);
    assertThat(range("-9007199254740", "9007199254740", "1ms")).isEqualTo(tooMany);
    assertThat(range("0", "11001", "1")).isEqualTo(tooMany);
    assertThat(range("0", "11000", "1")).startsWith("200 ");
  }

  private String range(String start, String end, String step) {
    return refused("/api/v1/query_range", "query", "1", "start", start, "end", end, "step", step);
  }

  @Test
  void hostileExpressionsAreRefusedAndTheServerGoesOn() {
    for (String expression :
        new String[] {
          "(".repeat(100_000) + "1" + ")".repeat(100_000),
          "-".repeat(100_000) + "1",
          "1" + "+1".repeat(100_000),
          "sum(".repeat(100_000),
          "{a=\"" + "x".repeat(500_000),
          "\u0000\u0001"
        }) {
      HttpResponse<String> response = api.post("/api/v1/query", "query", expression);
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body())
          .startsWith("{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"invalid");
      assertThat(response.body().length()).isLessThan(1_000);
    }
    HttpResponse<String> large = api.post("/api/v1/query", "query", "x".repeat(10_000_000));
    assertThat(large.statusCode()).isEqualTo(413);
    assertThat(query("1")).contains("scalar");
  }

  @Test
  void timeoutsMustBeDurations() {
    assertThat(refused("/api/v1/query", "query", "1", "timeout", "abc"))
        .isEqualTo(
            badData(
                "invalid parameter \\\"timeout\\\": cannot parse \\\"abc\\\" to a valid duration"));
    assertThat(refused("/api/v1/query", "query", "1", "timeout", "-1"))
        .isEqualTo(badData("invalid parameter \\\"timeout\\\": not a positive duration"));
    assertThat(refused("/api/v1/query", "query", "1", "timeout", "5s")).startsWith("200 ");
  }

  private static String badData(String error) {
    return "400 {\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"" + error + "\"}";
  }
}

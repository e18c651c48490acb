package lampas.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import lampas.promql.script.SeriesFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Why an answer is empty, over HTTP; and remarks, which are at most ten. */
class ExplanationApiTest {
  private final RunningApi api =
      RunningApi.over(
          SeriesFixture.of(Duration.ofMinutes(1), "requests_total{code=\"200\"} 0+60x20"));

  @AfterEach
  void close() {
    api.close();
  }

  private String query(String query, String... more) {
    String[] parameters = {"query", query, "time", "600"};
    String[] all = Arrays.copyOf(parameters, parameters.length + more.length);
    System.arraycopy(more, 0, all, parameters.length, more.length);
    return api.body("/api/v1/query", all);
  }

  @Test
  void anEmptyAnswerSaysWhy() {
    assertThat(query("sum(requests_total{code=\"500\"})"))
        .isEqualTo(
            """
            {"status":"success","data":{"resultType":"vector","result":[]},"explanation":[\
            {"reason":"no_such_series","expression":"requests_total{code=\\"500\\"}",\
            "start":4,"end":30,"message":"no series of requests_total has code=\\"500\\" \
            (1 series, code is \\"200\\")"}]}\
            """);
  }

  @Test
  void soDoesAnEmptyRange() {
    assertThat(
            api.body(
                "/api/v1/query_range",
                "query",
                "request_total",
                "start",
                "0",
                "end",
                "600",
                "step",
                "60"))
        .contains("\"reason\":\"no_such_metric\"", "requests_total");
  }

  @Test
  void whoDoesNotWantToKnowIsNotTold() {
    assertThat(query("nothing", "explain", "0")).doesNotContain("explanation");
    assertThat(query("requests_total")).doesNotContain("explanation");
    assertThat(query("1")).doesNotContain("explanation");
  }

  @Test
  void remarksNamePositions() {
    assertThat(query("quantile(2, requests_total)"))
        .contains(
            "\"warnings\":[\"PromQL warning: quantile value should be between 0 and 1, got 2"
                + " (1:10)\"]");
  }

  @Test
  void remarksAreAtMostTen() {
    StringBuilder query = new StringBuilder("quantile(2, requests_total)");
    for (int i = 3; i <= 13; i++) {
      query.append(" + quantile(").append(i).append(", requests_total)");
    }
    String body = query(query.toString());

    assertThat(body).contains("got 11 (", "\"2 more warning annotations omitted\"]");
    assertThat(body).doesNotContain("got 12 (");
  }
}

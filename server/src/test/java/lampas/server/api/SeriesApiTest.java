package lampas.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import lampas.model.label.Labels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SeriesApiTest {
  private final RunningApi api =
      RunningApi.over(
          RunningApi.store(
              Labels.of("__name__", "up", "job", "web"),
              Labels.of("__name__", "up", "job", "api"),
              Labels.of("__name__", "temperature", "http.route", "/a", "job", "api"),
              Labels.of("__name__", "odd", "U__x", "1", "é_", "2")));

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void labelNamesOfAllSeriesOrOfSelectedOnes() {
    assertThat(api.body("/api/v1/labels"))
        .isEqualTo(
            """
            {"status":"success","data":["U__x","__name__","http.route","job","é_"]}\
            """);
    assertThat(api.body("/api/v1/labels", "match[]", "up", "match[]", "{\"http.route\"!=\"\"}"))
        .isEqualTo(
            """
            {"status":"success","data":["__name__","http.route","job"]}\
            """);
    assertThat(RunningApi.bodyOf(200, api.post("/api/v1/labels", "match[]", "up")))
        .isEqualTo(
            """
            {"status":"success","data":["__name__","job"]}\
            """);
  }

  @Test
  void labelValuesOfAllSeriesOrOfSelectedOnes() {
    assertThat(api.body("/api/v1/label/__name__/values"))
        .isEqualTo(
            """
            {"status":"success","data":["odd","temperature","up"]}\
            """);
    assertThat(api.body("/api/v1/label/job/values", "match[]", "up", "match[]", "temperature"))
        .isEqualTo(
            """
            {"status":"success","data":["api","web"]}\
            """);
    assertThat(api.body("/api/v1/label/nope/values"))
        .isEqualTo(
            """
            {"status":"success","data":[]}\
            """);
  }

  @Test
  void namesThatNeedEscapesCanBeAskedForInBothWays() {
    String route =
        """
        {"status":"success","data":["/a"]}\
        """;
    assertThat(api.body("/api/v1/label/http.route/values")).isEqualTo(route);
    assertThat(api.body("/api/v1/label/U__http_2e_route/values")).isEqualTo(route);
    assertThat(api.body("/api/v1/label/U___e9___/values")).contains("[\"2\"]");
    assertThat(api.body("/api/v1/label/U__U____x/values")).contains("[\"1\"]");
    assertThat(api.body("/api/v1/label/U__broken_zz_/values")).contains("[]");
  }

  @Test
  void seriesAreSortedAndEachComesOnce() {
    String both =
        """
        {"status":"success","data":[{"__name__":"up","job":"api"},{"__name__":"up","job":"web"}]}\
        """;
    assertThat(api.body("/api/v1/series", "match[]", "up", "match[]", "up{job=\"web\"}"))
        .isEqualTo(both);
    assertThat(RunningApi.bodyOf(200, api.post("/api/v1/series", "match[]", "up"))).isEqualTo(both);
  }

  @Test
  void timesChooseAmongSeries() {
    assertThat(api.body("/api/v1/series", "match[]", "up", "start", "5000", "end", "6000"))
        .isEqualTo(
            """
            {"status":"success","data":[]}\
            """);
    assertThat(
            api.body(
                "/api/v1/series",
                "match[]",
                "up{job=\"api\"}",
                "start",
                "-292273086-05-16T16:47:06Z",
                "end",
                "292277025-08-18T07:12:54.999999999Z"))
        .isEqualTo(
            """
            {"status":"success","data":[{"__name__":"up","job":"api"}]}\
            """);
  }

  @Test
  void aLimitCutsAndSaysSo() {
    assertThat(api.body("/api/v1/labels", "limit", "1"))
        .isEqualTo(
            """
            {"status":"success","data":["U__x"],"warnings":["results truncated due to limit"]}\
            """);
    assertThat(api.body("/api/v1/series", "match[]", "up", "limit", "1"))
        .isEqualTo(
            """
            {"status":"success","data":[{"__name__":"up","job":"api"}],\
            "warnings":["results truncated due to limit"]}\
            """);
  }

  @Test
  void seriesNeedASelectorThatExcludesSomething() {
    assertThat(api.answer("/api/v1/series"))
        .isEqualTo(
            """
            400 {"status":"error","errorType":"bad_data","error":"no match[] parameter provided"}\
            """);
    assertThat(api.answer("/api/v1/series", "match[]", "{}"))
        .startsWith(
            """
            400 {"status":"error","errorType":"bad_data","error":"invalid parameter \\"match[]\\":\
            """)
        .contains("at least one non-empty matcher");
    assertThat(api.answer("/api/v1/series", "match[]", "up + 1")).startsWith("400 ");
    assertThat(api.answer("/api/v1/labels", "match[]", "up{")).startsWith("400 ");
    assertThat(api.answer("/api/v1/labels", "match[]", "{a=~\"(\"}")).startsWith("400 ");
    assertThat(api.answer("/api/v1/labels", "start", "2", "end", "1"))
        .isEqualTo(
            """
            400 {"status":"error","errorType":"bad_data",\
            "error":"invalid parameter \\"end\\": end timestamp must not be before start time"}\
            """);
  }
}

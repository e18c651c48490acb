package lampas.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import lampas.model.label.Labels;
import lampas.promql.script.SeriesFixture;
import lampas.server.exemplar.StoredExemplar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExemplarApiTest {
  private final RunningApi api = RunningApi.over(SeriesFixture.create());

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void theSeriesOfAllSelectorsAreFound() {
    Labels bucket = Labels.of("__name__", "latency_bucket", "le", "1");
    Labels total = Labels.of("__name__", "calls_total");
    Labels other = Labels.of("__name__", "other");
    for (Labels series : new Labels[] {bucket, total, other}) {
      api.exemplars()
          .add(new StoredExemplar(series, Labels.of("trace_id", "abc"), 0.25, 1_500), true);
    }
    String query = "histogram_quantile(0.9, rate(latency_bucket[5m])) / sum(calls_total)";

    assertThat(api.body("/api/v1/query_exemplars", "query", query, "start", "0", "end", "2"))
        .isEqualTo(
            """
            {"status":"success","data":[\
            {"seriesLabels":{"__name__":"calls_total"},"exemplars":[\
            {"labels":{"trace_id":"abc"},"value":"0.25","timestamp":1.500}]},\
            {"seriesLabels":{"__name__":"latency_bucket","le":"1"},"exemplars":[\
            {"labels":{"trace_id":"abc"},"value":"0.25","timestamp":1.500}]}]}\
            """);
    assertThat(api.body("/api/v1/query_exemplars", "query", query, "start", "2", "end", "3"))
        .isEqualTo("{\"status\":\"success\",\"data\":[]}");
    assertThat(api.answer("/api/v1/query_exemplars", "query", "1 +")).startsWith("400 ");
  }
}

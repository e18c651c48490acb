package lampas.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import lampas.promql.script.SeriesFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Native histograms over HTTP. */
class HistogramApiTest {
  private final RunningApi api =
      RunningApi.over(
          SeriesFixture.of(
              Duration.ofMinutes(1),
              "mixed 1 {{schema:0 count:6 sum:8.5 z_bucket:1 z_bucket_w:0.5"
                  + " buckets:[2 0 1] n_buckets:[2]}} 3",
              "empty {{}}",
              "custom {{schema:-53 count:3 sum:4 custom_values:[1 2] buckets:[1 0 2]}}"));

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void aVectorHasHistogramsBesideValues() {
    assertThat(api.body("/api/v1/query", "query", "mixed", "time", "60"))
        .isEqualTo(
            """
            {"status":"success","data":{"resultType":"vector","result":[\
            {"metric":{"__name__":"mixed"},"histogram":[60,{"count":"6","sum":"8.5","buckets":[\
            [1,"-1","-0.5","2"],[3,"-0.5","0.5","1"],[0,"0.5","1","2"],[0,"2","4","1"]]}]}]}}\
            """);
  }

  @Test
  void aHistogramWithoutObservationsHasNoBuckets() {
    assertThat(api.body("/api/v1/query", "query", "empty", "time", "0"))
        .endsWith("\"histogram\":[0,{\"count\":\"0\",\"sum\":\"0\"}]}]}}");
  }

  @Test
  void customBucketsReachFromAndToInfinity() {
    assertThat(api.body("/api/v1/query", "query", "custom", "time", "0"))
        .endsWith("\"buckets\":[[3,\"-Inf\",\"1\",\"1\"],[0,\"2\",\"+Inf\",\"2\"]]}]}]}}");
  }

  @Test
  void aMatrixHasBothKinds() {
    assertThat(
            api.body(
                "/api/v1/query_range", "query", "mixed", "start", "0", "end", "120", "step", "60"))
        .isEqualTo(
            """
            {"status":"success","data":{"resultType":"matrix","result":[\
            {"metric":{"__name__":"mixed"},"values":[[0,"1"],[120,"3"]],\
            "histograms":[[60,{"count":"6","sum":"8.5","buckets":[\
            [1,"-1","-0.5","2"],[3,"-0.5","0.5","1"],[0,"0.5","1","2"],[0,"2","4","1"]]}]]}]}}\
            """);
    assertThat(api.body("/api/v1/query", "query", "custom[1m]", "time", "0"))
        .contains("\"histograms\":[[0,")
        .doesNotContain("values");
  }
}

package lampas.client.template.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lampas.client.template.MetricPreset;
import lampas.client.template.MetricQuerier;
import lampas.client.template.PresetRequest;
import lampas.client.template.Presets;
import lampas.promql.script.Script;
import lampas.promql.script.ScriptOutcome.EvaluationOutcome;
import lampas.promql.script.ScriptRunner;
import org.junit.jupiter.api.Test;

/** The presets that come along give the right numbers on series whose numbers are known. */
class ShippedPresetsTest {
  private static final String SERIES =
      """
      load 1m
        http_total{job="api",status="200"} 0+54x10
        http_total{job="api",status="500"} 0+6x10
        http_total{job="web",status="200"} 0+60x10
        http_total{job="idle",status="200"} 5+0x10
        grpc_server_request_total{method="/a/b",code="OK"} 0+45x10
        grpc_server_request_total{method="/a/b",code="INTERNAL"} 0+15x10
        seconds_bucket{job="api",le="0.1"} 0+50x10
        seconds_bucket{job="api",le="1"} 0+100x10
        seconds_bucket{job="api",le="+Inf"} 0+100x10
        backendai_container_utilization{kernel_id="k1",value_type="current",agent_id="a"} 0+60x10
        backendai_container_utilization{kernel_id="k2",value_type="current",agent_id="a"} 0+30x10
        backendai_container_utilization{kernel_id="k1",value_type="capacity",agent_id="a"} 100x10

      """;

  private final Presets presets = PresetFiles.shipped();

  private String query(String preset, MetricQuerier querier) {
    return PresetRequest.of(presets.require(preset), querier)
        .withWindow(Duration.ofMinutes(5))
        .render()
        .promql();
  }

  private static void holds(String query, String... series) {
    StringBuilder script = new StringBuilder(SERIES);
    script.append("eval instant at 10m ").append(query.replace('\n', ' ')).append('\n');
    List.of(series).forEach(line -> script.append("  ").append(line).append('\n'));
    List<EvaluationOutcome> failed =
        ScriptRunner.create().run(Script.parse("shipped", script.toString())).failed();
    assertThat(failed).as(query).isEmpty();
  }

  @Test
  void everyOneIsDescribedAndRunsWithAMetricAndNothingElse() {
    List<String> names = new ArrayList<>();
    for (MetricPreset preset : presets.list()) {
      names.add(preset.name());
      assertThat(preset.description()).endsWith(".");
      MetricQuerier querier =
          preset.defaults().metricName().isPresent()
              ? MetricQuerier.any()
              : MetricQuerier.of("some_total");
      assertThat(PresetRequest.of(preset, querier).validate()).isEmpty();
    }
    assertThat(names)
        .containsExactly(
            "container_delta",
            "container_gauge",
            "container_gauge_by",
            "container_rate",
            "grpc_error_ratio",
            "http_error_ratio",
            "latency_quantile",
            "request_rate");
  }

  @Test
  void ratesAreThoseOfTheSeriesAskedFor() {
    holds(
        query("request_rate", MetricQuerier.of("http_total").by("job")),
        "{job=\"api\"} 1",
        "{job=\"web\"} 1",
        "{job=\"idle\"} 0");
    holds(
        query("request_rate", MetricQuerier.of("http_total").where("status", "500").by("job")),
        "{job=\"api\"} 0.1");
  }

  @Test
  void anErrorRatioIsZeroWithoutErrorsAndAbsentWithoutRequests() {
    holds(
        query("http_error_ratio", MetricQuerier.of("http_total").by("job")),
        "{job=\"api\"} 0.1",
        "{job=\"web\"} 0");
    holds(query("http_error_ratio", MetricQuerier.of("http_total").where("job", "idle").by("job")));
    holds(query("http_error_ratio", MetricQuerier.of("nope_total")));
    holds(query("grpc_error_ratio", MetricQuerier.any().by("method")), "{method=\"/a/b\"} 0.25");
  }

  @Test
  void aLatencyQuantileIsThatOfTheBuckets() {
    holds(
        query("latency_quantile", MetricQuerier.of("seconds_bucket").by("job")),
        "{job=\"api\"} 0.982");
    holds(
        query("latency_quantile", MetricQuerier.of("seconds_bucket").with("quantile", 0.5)),
        "{} 0.1");
  }

  @Test
  void containersAreSummedByKernelUnlessSaidOtherwise() {
    PresetRequest plain =
        PresetRequest.of(
            presets.require("container_gauge"), MetricQuerier.any().where("kernel_id", "k2"));
    holds(
        plain.render().promql(),
        "backendai_container_utilization{kernel_id=\"k2\",value_type=\"current\",agent_id=\"a\"}"
            + " 300");
    holds(query("container_rate", MetricQuerier.any().by("agent_id")), "{agent_id=\"a\"} 1.5");
    holds(
        query("container_delta", MetricQuerier.any().where("kernel_id", "k1")),
        "{kernel_id=\"k1\",value_type=\"current\"} 300");
  }
}

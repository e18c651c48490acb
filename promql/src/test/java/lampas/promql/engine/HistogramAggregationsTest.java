package lampas.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramAggregationsTest {
  private final HistogramFixture series =
      HistogramFixture.everyMinute(
          "h{i=\"1\"} {{schema:0 count:6 sum:9 buckets:[1 2 3]}} {{schema:0 count:8 sum:9}}",
          "h{i=\"2\"} {{schema:0 count:2 sum:1 buckets:[1 1]}} 5",
          "mixed{i=\"1\"} {{schema:0 count:1 sum:1}}",
          "mixed{i=\"2\"} 7",
          "schemas{i=\"1\"} {{schema:0 count:1 sum:1}}",
          "schemas{i=\"2\"} {{schema:-53 count:1 sum:1 custom_values:[1]}}",
          "bounds{i=\"1\"} {{schema:-53 count:2 sum:3 custom_values:[1 2] buckets:[1 1]}}",
          "bounds{i=\"2\"} {{schema:-53 count:1 sum:1 custom_values:[2] buckets:[1]}}");

  @Test
  void histogramsAreSummedAndAveraged() {
    assertThat(series.ask("sum(h)"))
        .containsExactly("{} {count:8, sum:10, (0.5,1]:2, (1,2]:3, (2,4]:3}");
    assertThat(series.ask("avg(h)"))
        .containsExactly("{} {count:4, sum:5, (0.5,1]:1, (1,2]:1.5, (2,4]:1.5}");
    assertThat(series.ask("count(h)")).containsExactly("{} 2");
    assertThat(series.ask("group(h)")).containsExactly("{} 1");
  }

  @Test
  void aMeanThatOverflowsAsASumIsCarriedAlong() {
    HistogramFixture large =
        HistogramFixture.everyMinute(
            "h{i=\"1\"} {{schema:0 count:1e308 sum:1e308 buckets:[1e308]}}",
            "h{i=\"2\"} {{schema:0 count:1e308 sum:1e308 buckets:[1e308]}}",
            "h{i=\"3\"} {{schema:0 count:1e308 sum:1e308 buckets:[1e308]}}");

    assertThat(large.ask("avg(h)"))
        .containsExactly("{} {count:1e+308, sum:1e+308, (0.5,1]:1e+308}");
  }

  @Test
  void aGroupOfBothKindsHasNoResult() {
    assertThat(series.ask("sum(mixed)"))
        .containsExactly(
            "PromQL warning: encountered a mix of histograms and floats for aggregation (1:5)");
    assertThat(series.ask("avg(mixed)"))
        .containsExactly(
            "PromQL warning: encountered a mix of histograms and floats for aggregation (1:5)");
    assertThat(series.ask("count(mixed)")).containsExactly("{} 2");
    assertThat(series.range("sum by (i) (h)", 1))
        .containsExactly(
            "{i=\"1\"} [{count:6, sum:9, (0.5,1]:1, (1,2]:2, (2,4]:3}@0, {count:8, sum:9}@60000]",
            "{i=\"2\"} [5@60000, {count:2, sum:1, (0.5,1]:1, (1,2]:1}@0]");
  }

  @Test
  void exponentialAndCustomBucketsHaveNoSum() {
    String warning =
        "PromQL warning: vector contains a mix of histograms with exponential and custom buckets"
            + " schemas for metric name \"schemas\" (1:5)";
    assertThat(series.ask("sum(schemas)")).containsExactly(warning);
    assertThat(series.ask("avg(schemas)")).containsExactly(warning);
  }

  @Test
  void differentCustomBoundsAreReconciled() {
    assertThat(series.ask("sum(bounds)"))
        .containsExactly(
            "{} {count:3, sum:4, [-Inf,2]:3}",
            "PromQL info: mismatched custom buckets were reconciled during aggregation (1:5)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"min", "max", "stddev", "stdvar"})
  void whatNeedsAnOrderLeavesHistogramsOut(String aggregator) {
    String expected = aggregator.startsWith("std") ? "{} 0" : "{} 7";
    assertThat(series.ask(aggregator + "(mixed)"))
        .containsExactly(
            expected,
            "PromQL info: ignored histogram in %s aggregation (1:%d)"
                .formatted(aggregator, aggregator.length() + 2));
  }

  @Test
  void parametersDoNotMatterForThat() {
    assertThat(series.ask("quantile(0.5, mixed)"))
        .containsExactly("{} 7", "PromQL info: ignored histogram in quantile aggregation (1:15)");
    assertThat(series.ask("topk(3, mixed)"))
        .containsExactly(
            "mixed{i=\"2\"} 7", "PromQL info: ignored histogram in topk aggregation (1:1)");
    assertThat(series.ask("bottomk(0, mixed)")).isEmpty();
  }

  @Test
  void someAreTakenAsTheyCome() {
    assertThat(series.ask("limitk(1, h)"))
        .containsExactly("h{i=\"1\"} {count:6, sum:9, (0.5,1]:1, (1,2]:2, (2,4]:3}");
    assertThat(series.ask("limit_ratio(1, mixed)")).hasSize(2);
  }

  @Test
  void equalHistogramsAreCountedByTheirText() {
    assertThat(series.ask("count_values(\"v\", mixed)"))
        .containsExactly("{v=\"7\"} 1", "{v=\"{count:1, sum:1}\"} 1");
  }

  @Test
  void onlyTheLargestAndTheSmallestWrongParameterAreWarnedOf() {
    HistogramFixture numbers = HistogramFixture.everyMinute("x 1x4", "p 1.5 2 -3 -2 0.5");
    String ratio = "PromQL warning: ratio value should be between -1 and 1, got ";
    String quantile = "PromQL warning: quantile value should be between 0 and 1, got ";
    assertThat(numbers.warnings("limit_ratio(scalar(p), x)", 4))
        .containsExactly(ratio + "2, capping to 1 (1:13)", ratio + "-3, capping to -1 (1:13)");
    assertThat(numbers.warnings("quantile(scalar(p), x)", 4))
        .containsExactly(quantile + "2 (1:10)", quantile + "-3 (1:10)");
  }
}

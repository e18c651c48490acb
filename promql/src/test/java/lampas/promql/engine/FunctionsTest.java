package lampas.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lampas.model.result.QueryAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionsTest {
  private final QueryFixture series =
      QueryFixture.everyTenSeconds(
          "x{a=\"1\"} 2.5",
          "x{a=\"10\"} -1.5",
          "x{a=\"2\"} NaN",
          "req_bucket{le=\"0.1\"} 10",
          "req_bucket{le=\"0.2\"} 30",
          "req_bucket{le=\"1\"} 40",
          "req_bucket{le=\"+Inf\"} 40",
          "odd_bucket{le=\"1\"} 10",
          "odd_bucket{le=\"2\"} 8",
          "odd_bucket{le=\"+Inf\"} 20");

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "abs(vector(-2))            | 2",
        "ceil(vector(1.2))          | 2",
        "floor(vector(-1.2))        | -2",
        "round(vector(2.5))         | 3",
        "round(vector(-2.5))        | -2",
        "round(vector(7), 5)        | 5",
        "sgn(vector(-3))            | -1",
        "clamp(vector(9), 1, 5)     | 5",
        "clamp_min(vector(0), 1)    | 1",
        "clamp_max(vector(9), 5)    | 5",
        "exp(vector(0))             | 1",
        "ln(vector(1))              | 0",
        "log2(vector(8))            | 3",
        "log2(vector(0))            | -Inf",
        "log2(vector(-1))           | NaN",
        "log10(vector(1000))        | 3",
        "sqrt(vector(9))            | 3",
        "deg(vector(pi()))          | 180",
        "sinh(vector(0))            | 0",
        "asinh(vector(0))           | 0",
        "acosh(vector(1))           | 0",
        "atanh(vector(0))           | 0",
        "year(vector(1136239445))   | 2006",
        "month(vector(1136239445))  | 1",
        "day_of_month(vector(1136239445)) | 2",
        "day_of_week(vector(1136239445))  | 1",
        "day_of_year(vector(1483191420))  | 366",
        "days_in_month(vector(1456790399))| 29",
        "hour(vector(1136239445))   | 22",
        "minute(vector(-30))        | 59",
        "hour(vector(NaN))          | NaN",
        "minute()                   | 1",
      })
  void aFunctionHasItsValue(String query, String expected) {
    assertThat(series.at(90, query)).containsExactly("{} " + expected);
  }

  @Test
  void sortPutsNotANumberLastEitherWay() {
    assertThat(series.at(0, "sort(x)"))
        .containsExactly("x{a=\"10\"} -1.5", "x{a=\"1\"} 2.5", "x{a=\"2\"} NaN");
    assertThat(series.at(0, "sort_desc(x)"))
        .containsExactly("x{a=\"1\"} 2.5", "x{a=\"10\"} -1.5", "x{a=\"2\"} NaN");
    assertThat(series.at(0, "sort_by_label(x, \"a\")"))
        .containsExactly("x{a=\"1\"} 2.5", "x{a=\"2\"} NaN", "x{a=\"10\"} -1.5");
    assertThat(series.at(0, "x"))
        .containsExactly("x{a=\"1\"} 2.5", "x{a=\"10\"} -1.5", "x{a=\"2\"} NaN");
  }

  @Test
  void theInverseHyperbolicCosineOfLessThanOneIsNoNumber() {
    assertThat(series.at(0, "acosh(vector(-1e15))")).containsExactly("{} NaN");
    assertThat(series.at(0, "acosh(vector(1))")).containsExactly("{} 0");
  }

  @Test
  void labelsAreReplacedAndJoined() {
    assertThat(
            series.at(0, "label_replace(x{a=\"10\"}, \"b\", \"<$1-${2}>$$\", \"a\", \"(.)(.)\")"))
        .containsExactly("x{a=\"10\", b=\"<1-0>$\"} -1.5");
    assertThat(series.at(0, "label_replace(x{a=\"10\"}, \"b\", \"$1\", \"a\", \"nothing\")"))
        .containsExactly("x{a=\"10\"} -1.5");
    assertThat(series.at(0, "label_join(x{a=\"10\"}, \"b\", \"/\", \"a\", \"none\", \"__name__\")"))
        .containsExactly("x{a=\"10\", b=\"10//x\"} -1.5");
    assertThat(series.errorAt(0, "label_replace(x, \"a\", \"\", \"a\", \".*\")"))
        .isEqualTo("vector cannot contain metrics with the same labelset");
    assertThat(series.errorAt(0, "label_replace(x, \"b\", \"\", \"a\", \"(\")"))
        .isEqualTo("invalid regular expression in label_replace(): (");
  }

  @Test
  void whatIsAbsentIsOneWithTheLabelsThatAreSure() {
    assertThat(series.at(0, "absent(nope{job=\"j\", i=~\"1|2\", k!=\"v\"})"))
        .containsExactly("{job=\"j\"} 1");
    assertThat(series.at(0, "absent(x)")).isEmpty();
    assertThat(series.at(10, "absent_over_time(x[10s])")).containsExactly("{} 1");
    assertThat(series.range(0, 20, 10, "absent_over_time(x[10s])")).containsExactly("{} 1@10 1@20");
  }

  @Test
  void aQuantileIsInterpolatedInsideItsBucket() {
    /* Rank 20 of 40 is 10 of the 20 observations between 0.1 and 0.2. */
    assertThat(series.at(0, "round(histogram_quantile(0.5, req_bucket), 0.001)"))
        .containsExactly("{} 0.15");
    assertThat(series.at(0, "histogram_quantile(0.125, req_bucket)")).containsExactly("{} 0.05");
    assertThat(series.at(0, "histogram_quantile(1, req_bucket)")).containsExactly("{} 1");
    assertThat(series.at(0, "histogram_quantile(-1, req_bucket)")).containsExactly("{} -Inf");
    assertThat(series.at(0, "histogram_quantile(0.5, req_bucket{le!=\"+Inf\"})"))
        .containsExactly("{} NaN");
    assertThat(series.at(0, "histogram_fraction(0, 0.1, req_bucket)")).containsExactly("{} 0.25");
    assertThat(series.at(0, "histogram_quantiles(req_bucket, \"q\", 0.125, 1)"))
        .containsExactly("{q=\"0.125\"} 0.05", "{q=\"1.0\"} 1");
  }

  @Test
  void bucketsThatFallAreRaisedAndRemarkedOn() {
    QueryAnswer answer =
        Engine.create(EngineOptions.defaults())
            .instant(series.reader(), "histogram_quantile(0.5, odd_bucket)", 0);

    assertThat(series.at(0, "histogram_quantile(0.5, odd_bucket)")).containsExactly("{} 1");
    assertThat(answer.infos())
        .containsExactly(
            "PromQL info: input to histogram_quantile needed to be fixed for monotonicity (see"
                + " https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile),"
                + " from buckets 2 to 2, with a max diff of 2, over 1 samples from"
                + " 1970-01-01T00:00:00Z to 1970-01-01T00:00:00Z (1:25)");
  }

  @Test
  void badParametersAreWarnedOf() {
    Engine engine = Engine.create(EngineOptions.defaults());

    assertThat(engine.instant(series.reader(), "quantile(2, x)", 0).warnings())
        .isEqualTo(
            List.of("PromQL warning: quantile value should be between 0 and 1, got 2 (1:10)"));
    assertThat(engine.instant(series.reader(), "histogram_quantile(0.5, x)", 0).warnings())
        .containsExactly(
            "PromQL warning: bucket label \"le\" is missing or has a malformed value of \"\" (1:25)");
    assertThat(engine.range(series.reader(), "sort(x)", 0, 10, 10).warnings())
        .containsExactly(
            "PromQL warning: sort is ineffective for range queries since results are always ordered"
                + " by labels (1:1)");
  }
}

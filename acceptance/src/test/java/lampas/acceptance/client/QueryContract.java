package lampas.acceptance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lampas.client.ErrorType;
import lampas.client.Query;
import lampas.client.SeriesScope;
import lampas.client.async.AsyncClient;
import lampas.model.label.Labels;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult;
import lampas.model.result.QueryResult.FloatSample;
import lampas.model.result.QueryResult.MatrixSeries;
import lampas.model.series.SampleColumns;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What every backend answers to queries. */
interface QueryContract extends Subject {
  Labels GET = requests("get", "/a");
  Labels POST = requests("post", "/b\"\\\n é🔥{}");

  private static Labels requests(String method, String path) {
    return Labels.of(
        Map.of(
            "__name__",
            "contract_requests_total",
            "instance",
            "page",
            "job",
            "contract",
            "method",
            method,
            "path",
            path));
  }

  /** The result of an instant query at the time of the last sample. */
  default QueryResult at(String promql) {
    return client().query(Query.instant(promql).at(samples().end())).result();
  }

  /** The only value of a query at the time of the last sample. */
  default double value(String promql) {
    return ((QueryResult.Vector) at(promql)).onlyValue().orElseThrow();
  }

  @Test
  default void aVectorHasEverySeriesWithItsLabelsAtTheTimeThatWasAskedFor() {
    long time = samples().end().toEpochMilli();
    assertThat(((QueryResult.Vector) at("contract_requests_total")).samples())
        .containsExactlyInAnyOrder(new FloatSample(GET, time, 90), new FloatSample(POST, time, 27));
  }

  @Test
  default void aMatrixHasEveryStep() {
    SampleColumns samples = new SampleColumns();
    for (int i = 0; i < ContractSamples.TIMES; i++) {
      samples.add(samples().time(i).toEpochMilli(), 10 * i);
    }
    Query range =
        Query.range(
            "contract_requests_total{method=\"get\"}",
            samples().time(0),
            samples().end(),
            ContractSamples.STEP);

    assertThat(client().query(range).result())
        .isEqualTo(new QueryResult.Matrix(List.of(new MatrixSeries(GET, samples))));
    assertThat(client().query(range.withPromql("2 * 3")).result())
        .isInstanceOfSatisfying(
            QueryResult.Matrix.class,
            matrix -> {
              assertThat(matrix.series()).hasSize(1);
              assertThat(matrix.series().getFirst().samples().size())
                  .isEqualTo(ContractSamples.TIMES);
              assertThat(matrix.series().getFirst().samples().value(0)).isEqualTo(6);
            });
  }

  @Test
  default void aScalarIsAScalarAndATextATextEverywhere() {
    long time = samples().end().toEpochMilli();
    assertThat(at("1 + 2")).isEqualTo(new QueryResult.Scalar(time, 3));
    assertThat(at("scalar(contract_temperature{room=\"a\"})"))
        .isEqualTo(new QueryResult.Scalar(time, 29));
    assertThat(at("\"a text\"")).isEqualTo(new QueryResult.Text(time, "a text"));
    assertThat(at("vector(3)")).isInstanceOf(QueryResult.Vector.class);
  }

  @Test
  default void everyKindOfValueArrives() {
    Map<String, Double> rooms = new HashMap<>();
    for (var sample : ((QueryResult.Vector) at("contract_temperature")).samples()) {
      rooms.put(sample.labels().value("room").orElseThrow(), ((FloatSample) sample).value());
    }
    assertThat(rooms)
        .containsEntry("a", 29.0)
        .containsEntry("positive", Double.POSITIVE_INFINITY)
        .containsEntry("negative", Double.NEGATIVE_INFINITY);
    if (is(Difference.NO_NAN)) {
      assertThat(rooms).hasSize(3);
    } else {
      assertThat(rooms).hasSize(4).containsEntry("nan", Double.NaN);
    }
  }

  @Test
  default void ratesAndQuantilesAreRight() {
    assertThat(value("rate(contract_requests_total{method=\"get\"}[40s])"))
        .isCloseTo(1, Offset.offset(1e-9));
    assertThat(
            value(
                "histogram_quantile(0.5, sum by (le) (rate(contract_latency_seconds_bucket[40s])))"))
        .isCloseTo(0.55, Offset.offset(1e-9));
  }

  @Test
  default void windowsAreClosedOnTheLeftOnlyInPrometheus2() {
    assertThat(value("count_over_time(contract_temperature{room=\"a\"}[40s])"))
        .isEqualTo(is(Difference.CLOSED_WINDOWS) ? 5 : 4);
  }

  @Test
  default void whatIsAbsentIsAnEmptyAnswer() {
    assertThat(at("contract_nothing")).isEqualTo(new QueryResult.Vector(List.of()));
  }

  @Test
  default void aLimitHoldsEverywhere() {
    QueryAnswer answer =
        client().query(Query.instant("contract_requests_total").at(samples().end()).withLimit(1));

    assertThat(((QueryResult.Vector) answer.result()).samples()).hasSize(1);
    assertThat(answer.warnings()).contains("results truncated due to limit");
  }

  @Test
  default void namesValuesAndSeriesAreThose() {
    SeriesScope scope =
        SeriesScope.matching("contract_requests_total").between(samples().time(0), samples().end());

    assertThat(client().series(scope)).containsExactlyInAnyOrder(GET, POST);
    assertThat(client().labelNames(scope))
        .containsExactlyInAnyOrder("__name__", "instance", "job", "method", "path");
    assertThat(client().labelValues("method", scope)).containsExactlyInAnyOrder("get", "post");
    assertThat(client().labelValues("path", scope))
        .containsExactlyInAnyOrder("/a", "/b\"\\\n é🔥{}");
    assertThat(client().labelValues("no_such_label", scope)).isEmpty();
    assertThat(client().labelNames(SeriesScope.all())).contains("room", "le");
    assertThat(client().series(SeriesScope.matching("scraped_temperature{room=\"a\"}")))
        .containsExactly(
            Labels.of(
                "__name__",
                "scraped_temperature",
                "instance",
                "page",
                "job",
                "contract",
                "room",
                "a"));
  }

  @Test
  default void whatIsMalformedIsBadDataAndWhatFailsOnTheDataIsExecution() {
    for (String malformed : List.of("sum(", "up{", "foo(up)", "")) {
      assertRefused(ErrorType.BAD_DATA, () -> at(malformed));
    }
    assertRefused(
        ErrorType.EXECUTION, () -> at("contract_requests_total + on() contract_requests_total"));
    assertRefused(ErrorType.BAD_DATA, () -> client().series(SeriesScope.all()));
  }

  @Test
  default void tooManyPointsAreRefused() {
    Query range =
        Query.range(
            "1", samples().end().minusSeconds(40_000), samples().end(), Duration.ofSeconds(1));
    assertRefused(
        is(Difference.MORE_POINTS) ? ErrorType.EXECUTION : ErrorType.BAD_DATA,
        () -> client().query(range));
    Query fits =
        Query.range(
            "1", samples().end().minusSeconds(11_000), samples().end(), Duration.ofSeconds(1));
    assertThat(((QueryResult.Matrix) client().query(fits).result()).series().getFirst().samples())
        .satisfies(samples -> assertThat(samples.size()).isEqualTo(11_001));
  }

  @Test
  default void aRangeThatEndsBeforeItBeginsIsRefusedBeforeItIsAsked() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Query.range("1", samples().end(), samples().time(0), Duration.ofSeconds(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SeriesScope.all().between(samples().end(), samples().time(0)));
  }

  @Test
  default void futuresHaveTheSameAnswers() throws Exception {
    try (var async = AsyncClient.of(client())) {
      Query query = Query.instant("contract_requests_total{method=\"get\"}").at(samples().end());
      assertThat(async.query(query).get()).isEqualTo(client().query(query));
      assertThat(async.labelValues("method", SeriesScope.matching("contract_requests_total")).get())
          .containsExactlyInAnyOrder("get", "post");
      assertThat(async.ask(asked -> asked.targets()).get()).isNotEmpty();
    }
  }
}

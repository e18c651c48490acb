package lampas.client.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import lampas.client.ClientException;
import lampas.client.ClientFailure;
import lampas.client.ClientFailure.Refused;
import lampas.client.Query;
import lampas.client.RequestException;
import lampas.client.SeriesScope;
import lampas.model.error.ErrorKind;
import lampas.model.label.Labels;
import lampas.model.label.Matcher;
import lampas.model.result.EmptyReason;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryCost;
import lampas.model.result.QueryResult.FloatSample;
import lampas.model.result.QueryResult.Matrix;
import lampas.model.result.QueryResult.MatrixSeries;
import lampas.model.result.QueryResult.Scalar;
import lampas.model.result.QueryResult.Vector;
import lampas.model.series.SeriesReader;
import lampas.model.series.SeriesSelection;
import lampas.model.series.TimeRange;
import lampas.promql.PromqlException;
import lampas.promql.engine.Engine;
import lampas.promql.engine.EngineOptions;
import lampas.promql.engine.QueryLimits;
import lampas.promql.script.SeriesFixture;
import org.junit.jupiter.api.Test;

class EmbeddedBackendTest {
  private static final Clock NOW = Clock.fixed(Instant.ofEpochSecond(120), ZoneOffset.UTC);
  private static final SeriesFixture STORE =
      SeriesFixture.of(
          Duration.ofSeconds(60), "x{a=\"1\"} 0+1x10", "x{a=\"2\"} 0+2x10", "y{b=\"3\"} 7");

  private static EmbeddedBackend backend(EngineOptions options) {
    return EmbeddedBackend.of(Engine.create(options), STORE, NOW);
  }

  private static EmbeddedBackend backend() {
    return backend(EngineOptions.defaults());
  }

  private static RequestException failure(EmbeddedBackend backend, Query query) {
    return catchThrowableOfType(RequestException.class, () -> backend.query(query));
  }

  private static Refused refusal(EmbeddedBackend backend, Query query) {
    return (Refused) failure(backend, query).failure();
  }

  @Test
  void thePresentIsThatOfItsClock() {
    assertThat(backend().query(Query.instant("time()")).result())
        .isEqualTo(new Scalar(120_000, 120));
    assertThat(backend().query(Query.instant("x{a=\"2\"}")).result())
        .isEqualTo(
            new Vector(List.of(new FloatSample(Labels.of("__name__", "x", "a", "2"), 120_000, 4))));
  }

  @Test
  void anInstantAndARangeAreAnswered() {
    assertThat(backend().query(Query.instant("sum(x)").at(Instant.ofEpochSecond(300))).result())
        .isEqualTo(new Vector(List.of(new FloatSample(Labels.empty(), 300_000, 15))));
    Matrix matrix =
        (Matrix)
            backend()
                .query(
                    Query.range(
                        "sum(x)",
                        Instant.ofEpochSecond(60),
                        Instant.ofEpochSecond(180),
                        Duration.ofSeconds(60)))
                .result();
    assertThat(matrix.series().getFirst().samples()).hasToString("[3@60000, 6@120000, 9@180000]");
  }

  @Test
  void theLookbackOfTheQueryCounts() {
    Query later = Query.instant("count(y)").at(Instant.ofEpochSecond(100));
    assertThat(((Vector) backend().query(later).result()).samples()).hasSize(1);
    assertThat(
            ((Vector) backend().query(later.withLookback(Duration.ofSeconds(50))).result())
                .samples())
        .isEmpty();
    assertThat(backend().lookback()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void theLimitCutsVectorsAndMatrices() {
    QueryAnswer vector = backend().query(Query.instant("x").withLimit(1));
    assertThat(((Vector) vector.result()).samples()).hasSize(1);
    assertThat(vector.warnings()).containsExactly("results truncated due to limit");
    QueryAnswer matrix =
        backend()
            .query(
                Query.range("x", Instant.EPOCH, Instant.EPOCH, Duration.ofSeconds(1)).withLimit(1));
    assertThat(((Matrix) matrix.result()).series())
        .extracting(MatrixSeries::labels)
        .containsExactly(Labels.of("__name__", "x", "a", "1"));
    assertThat(backend().query(Query.instant("x").withLimit(2)).warnings()).isEmpty();
  }

  @Test
  void costsAreToldWhereTheyAreAskedFor() {
    assertThat(backend().query(Query.instant("x")).cost()).isEmpty();
    QueryCost cost =
        backend()
            .query(Query.instant("sum_over_time(x[2m])").withStatistics())
            .cost()
            .orElseThrow();
    assertThat(cost.samplesRead()).hasValue(4);
    assertThat(cost.seriesRead()).hasValue(2);
    assertThat(cost.peakSamples().orElseThrow()).isPositive();
    assertThat(cost.seconds().orElseThrow()).isPositive();
  }

  @Test
  void anEmptyAnswerIsExplained() {
    assertThat(backend().query(Query.instant("rate(z[5m])")).emptyReasons())
        .extracting(EmptyReason::kind)
        .containsExactly(EmptyReason.Kind.NO_SUCH_METRIC);
  }

  /* The statuses and words are those of the server's API. */
  @Test
  void refusalsHaveTheWordsOfThePrometheusApi() {
    assertThat(refusal(backend(), Query.instant("sum(")))
        .isEqualTo(
            new Refused(
                400,
                "bad_data",
                "invalid parameter \"query\": 1:5: parse error: unclosed left parenthesis"));
    assertThat(
            refusal(
                backend(),
                Query.range("x[5m]", Instant.EPOCH, Instant.EPOCH, Duration.ofSeconds(1))))
        .isEqualTo(
            new Refused(
                400,
                "bad_data",
                "invalid parameter \"query\": invalid expression type \"range vector\" for range"
                    + " query, must be Scalar or instant Vector"));
    assertThat(refusal(backend(), Query.instant("x + on () x")))
        .satisfies(refused -> assertThat(refused.status()).isEqualTo(422))
        .satisfies(refused -> assertThat(refused.errorType()).isEqualTo("execution"));
    EngineOptions few = EngineOptions.defaults().withLimits(QueryLimits.defaults().withSeries(1));
    assertThat(refusal(backend(few), Query.instant("x")))
        .isEqualTo(
            new Refused(422, "execution", "query would read 2 series (expected: at most 1)"));
    assertThat(refusal(backend(), Query.instant("x").at(Instant.MAX)).errorType())
        .isEqualTo("bad_data");
  }

  @Test
  void aTimeoutIsAnEndedQuery() {
    SeriesReader slow =
        new Failing(() -> {
          long end = System.nanoTime() + 2_000_000;
          while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
          }
        });
    EmbeddedBackend backend =
        EmbeddedBackend.of(Engine.create(EngineOptions.defaults()), slow, NOW);
    RequestException late = failure(backend, Query.instant("x").withTimeout(Duration.ofMillis(1)));
    assertThat(late.failure())
        .isEqualTo(new Refused(503, "timeout", "query timed out in expression evaluation"));
    assertThat(late.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
  }

  @Test
  void anInterruptionEndsTheQuery() {
    Thread.currentThread().interrupt();
    RequestException ended = failure(backend(), Query.instant("x"));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(ended.failure()).isEqualTo(new ClientFailure.Interrupted());
  }

  @Test
  void whatTheStoreThrowsIsTold() {
    SeriesReader closed =
        new Failing(() -> {
          throw new PromqlException(ErrorKind.UNAVAILABLE, "store: closed");
        });
    EmbeddedBackend backend =
        EmbeddedBackend.of(Engine.create(EngineOptions.defaults()), closed, NOW);
    assertThat(refusal(backend, Query.instant("x")))
        .isEqualTo(new Refused(503, "unavailable", "store: closed"));
  }

  @Test
  void seriesNamesAndValuesAreThoseOfTheScope() {
    assertThat(backend().series(SeriesScope.matching("x", "y", "x{a=\"1\"}")))
        .containsExactly(
            Labels.of("__name__", "x", "a", "1"),
            Labels.of("__name__", "x", "a", "2"),
            Labels.of("__name__", "y", "b", "3"));
    assertThat(backend().labelNames(SeriesScope.all())).containsExactly("__name__", "a", "b");
    assertThat(backend().labelNames(SeriesScope.matching("y"))).containsExactly("__name__", "b");
    assertThat(backend().labelValues("a", SeriesScope.all())).containsExactly("1", "2");
    assertThat(
            backend()
                .labelValues(
                    "a",
                    SeriesScope.matching("x").between(Instant.EPOCH, Instant.ofEpochSecond(1))))
        .containsExactly("1", "2");
  }

  @Test
  void scopesThatMeanNothingAreRefused() {
    assertThat(failureOf(() -> backend().series(SeriesScope.all())))
        .hasMessage("bad_data: no match[] parameter provided");
    assertThat(failureOf(() -> backend().labelNames(SeriesScope.matching("x["))))
        .hasMessageStartingWith("bad_data: invalid parameter \"match[]\": 1:2: parse error: ");
    assertThat(failureOf(() -> backend().labelValues("", SeriesScope.all())))
        .hasMessage("bad_data: invalid label name: \"\"");
  }

  private static ClientException failureOf(Runnable question) {
    return catchThrowableOfType(ClientException.class, question::run);
  }

  /** Does something each time it is asked for samples, of which it has none. */
  private record Failing(Runnable instead) implements SeriesReader {
    @Override
    public SeriesSelection select(List<Matcher> matchers, TimeRange range) {
      instead.run();
      return STORE.select(matchers, range);
    }

    @Override
    public List<Labels> labelSets(List<Matcher> matchers, TimeRange range) {
      return List.of();
    }

    @Override
    public List<String> labelNames(List<Matcher> matchers, TimeRange range) {
      return List.of();
    }

    @Override
    public List<String> labelValues(String name, List<Matcher> matchers, TimeRange range) {
      return List.of();
    }
  }
}

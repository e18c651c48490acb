package lampas.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import lampas.model.error.ErrorKind;
import lampas.model.result.QueryResult;
import lampas.promql.script.SeriesFixture;
import lampas.promql.syntax.ParseException;
import lampas.promql.syntax.Parser;
import lampas.promql.syntax.ParserOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
  private final SeriesFixture reader =
      SeriesFixture.of(Duration.ofSeconds(10), "x{i=\"1\"} 0+1x100", "x{i=\"2\"} 0+1x100");

  @Test
  void theDefaultsAreThoseOfPrometheus() {
    assertThat(EngineOptions.defaults())
        .isEqualTo(
            new EngineOptions(
                Duration.ofMinutes(5),
                new QueryLimits(
                    50_000_000,
                    Runtime.getRuntime().maxMemory() / 4,
                    2_000_000,
                    Duration.ofMinutes(2)),
                Duration.ofMinutes(1),
                EngineOptions.NameRemoval.IMMEDIATE,
                EngineOptions.StartTimes.IGNORED,
                EngineOptions.CounterEvidence.NAME,
                ParserOptions.defaults()));
  }

  @Test
  void tooManySamplesAreRefused() {
    Engine engine =
        Engine.create(EngineOptions.defaults().withLimits(QueryLimits.defaults().withSamples(150)));

    assertThat(engine.range(reader, "x{i=\"1\"}", 0, 40_000, 10_000).warnings()).isEmpty();
    EvaluationException error =
        catchThrowableOfType(
            EvaluationException.class, () -> engine.range(reader, "x", 0, 1_000_000, 10_000));
    assertThat(error)
        .hasMessage("query processing would load too many samples into memory in query execution");
    assertThat(error.reason()).isEqualTo(EvaluationException.Reason.TOO_MANY_SAMPLES);
    assertThat(error.kind()).isEqualTo(ErrorKind.LIMIT);
  }

  @Test
  void tooManySeriesAreRefused() {
    QueryLimits limits = QueryLimits.defaults().withSeries(3);
    Engine engine = Engine.create(EngineOptions.defaults().withLimits(limits));

    assertThat(engine.instant(reader, "x + x{i=\"1\"}", 0).result()).isNotNull();
    EvaluationException error =
        catchThrowableOfType(EvaluationException.class, () -> engine.instant(reader, "x + x", 0));
    assertThat(error).hasMessage("query would read 4 series (expected: at most 3)");
    assertThat(error.reason()).isEqualTo(EvaluationException.Reason.TOO_MANY_SERIES);
    assertThat(error.kind()).isEqualTo(ErrorKind.LIMIT);
  }

  @Test
  void tooManyBytesAreRefused() {
    /* Two series of eleven values: 120 + 88 each, while both are held. */
    assertThat(range(416, "sort(x)")).isEqualTo("2 series");
    assertThat(range(415, "sort(x)"))
        .isEqualTo("query would hold more than 415 bytes in memory (expected: at most so many)");
  }

  @Test
  void theTextOfLabelsThatAQueryMakesIsHeld() {
    String query = "label_replace(x, \"long\", \"" + "v".repeat(10_000) + "\", \"\", \"\")";
    assertThat(range(45_000, query)).isEqualTo("2 series");
    assertThat(range(30_000, query)).startsWith("query would hold more than 30000 bytes");
    assertThat(range(2_000, "count_values(\"value\", x)")).startsWith("query would hold more");
  }

  private String range(long bytes, String query) {
    QueryLimits limits = QueryLimits.defaults().withBytes(bytes);
    Engine engine = Engine.create(EngineOptions.defaults().withLimits(limits));
    try {
      return ((QueryResult.Matrix) engine.range(reader, query, 0, 100_000, 10_000).result())
              .series()
              .size()
          + " series";
    } catch (EvaluationException error) {
      assertThat(error.kind()).isEqualTo(ErrorKind.LIMIT);
      return error.getMessage();
    }
  }

  @Test
  void samplesThatAreDoneWithAreNotCounted() {
    Engine engine =
        Engine.create(EngineOptions.defaults().withLimits(QueryLimits.defaults().withSamples(700)));
    String query = "sum(x) + sum(x) + sum(x) + sum(x) + sum(x) + sum(x) + sum(x) + sum(x)";

    assertThat(engine.range(reader, query, 0, 990_000, 10_000).result()).isNotNull();
  }

  @Test
  void aRangeOfABillionPointsIsRefusedBeforeItIsAllocated() {
    Engine engine = Engine.create(EngineOptions.defaults());

    for (String query : new String[] {"1", "time()", "x", "rate(x[5m])", "vector(1)", "hour()"}) {
      assertThatThrownBy(() -> engine.range(reader, query, 0, Long.MAX_VALUE / 2, 1))
          .as(query)
          .hasMessageStartingWith("query processing would load too many samples");
    }
    assertThatThrownBy(() -> engine.instant(reader, "sum_over_time(x[100y:1ms])", 0))
        .hasMessageStartingWith("query processing would load too many samples");
  }

  @Test
  void aQueryWhoseTimeIsOverEnds() {
    AtomicLong now = new AtomicLong();
    Engine engine =
        Engine.create(
            EngineOptions.defaults()
                .withLimits(QueryLimits.defaults().withTimeout(Duration.ofSeconds(1))),
            () -> now.getAndAdd(400_000_000));

    EvaluationException error =
        catchThrowableOfType(
            EvaluationException.class, () -> engine.instant(reader, "sum(x + x)", 0));
    assertThat(error).hasMessage("query timed out in expression evaluation");
    assertThat(error.reason()).isEqualTo(EvaluationException.Reason.TIMEOUT);
  }

  @Test
  void aQuantileThatChangesWithEachStepDoesNotOutlastTheTimeout() {
    AtomicLong now = new AtomicLong();
    Engine engine =
        Engine.create(
            EngineOptions.defaults()
                .withLimits(QueryLimits.defaults().withTimeout(Duration.ofSeconds(1))),
            () -> now.getAndAdd(10_000_000));

    assertThatThrownBy(
            () -> engine.range(reader, "histogram_quantiles(none, \"q\", time())", 0, 1_000, 1))
        .hasMessage("query timed out in expression evaluation");
  }

  /* With each look at the clock two milliseconds pass, so that 500 looks are the end. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "many * on() group_left one",
        "many unless on() one",
        "topk(3, many)",
        "sum(rate(many[5m]))",
        "count_values(\"v\", many)",
        "label_replace(many, \"a\", \"b\", \"c\", \"\")",
        "max_over_time(many[10m:1s])",
        "histogram_quantile(0.5, many)",
        "sort_by_label(many, \"i\")",
        "many > many"
      })
  void everyKindOfOperationLooksAtTheClock(String query) {
    String[] series =
        IntStream.range(0, 300)
            .mapToObj(i -> (i == 0 ? "one" : "many{i=\"" + i + "\"}") + " 0+1x100")
            .toArray(String[]::new);
    AtomicLong now = new AtomicLong();
    QueryLimits limits = QueryLimits.defaults().withTimeout(Duration.ofSeconds(1));
    Engine engine =
        Engine.create(EngineOptions.defaults().withLimits(limits), () -> now.getAndAdd(2_000_000));

    assertThatThrownBy(() ->
            engine.range(
                SeriesFixture.of(Duration.ofSeconds(10), series), query, 0, 1_000_000, 1_000))
        .hasMessage("query timed out in expression evaluation");
  }

  @Test
  void remarksDoNotPileUp() {
    Engine engine = Engine.create(EngineOptions.defaults());

    assertThat(
            engine
                .range(reader, "histogram_quantile(2 + time(), x)", 0, 100_000_000, 10_000)
                .warnings())
        .hasSize(1_000)
        .contains(
            "PromQL warning: quantile value should be between 0 and 1, got 2 (1:20)",
            "PromQL warning: quantile value should be between 0 and 1, got 12 (1:20)");
  }

  @Test
  void aQueryMayShortenTheTimeoutButNotStretchIt() {
    AtomicLong now = new AtomicLong();
    Engine engine = Engine.create(EngineOptions.defaults(), () -> now.getAndAdd(50_000_000_000L));

    assertThat(engine.instant(reader, "1", 0).warnings()).isEmpty();
    assertThatThrownBy(() ->
            engine.instant(reader, "1", 0, QueryOptions.none().withTimeout(Duration.ofSeconds(1))))
        .hasMessage("query timed out in expression evaluation");
    assertThatThrownBy(() ->
            engine.instant(reader, "x + x", 0, QueryOptions.none().withTimeout(Duration.ofDays(1))))
        .hasMessage("query timed out in expression evaluation");
  }

  @Test
  void aCancelledQueryEnds() {
    Engine engine = Engine.create(EngineOptions.defaults());
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();

    EvaluationException error =
        catchThrowableOfType(
            EvaluationException.class,
            () ->
                engine.instant(reader, "x", 0, QueryOptions.none().withCancellation(cancellation)));
    assertThat(error).hasMessage("query was canceled in expression evaluation");
    assertThat(error.reason()).isEqualTo(EvaluationException.Reason.CANCELLED);
  }

  @Test
  void anInterruptedThreadEndsItsQuery() {
    Engine engine = Engine.create(EngineOptions.defaults());
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> engine.instant(reader, "x", 0))
          .hasMessage("query was canceled in expression evaluation");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aQueryMayAskForAnotherLookback() {
    Engine engine = Engine.create(EngineOptions.defaults());
    QueryOptions hour = QueryOptions.none().withLookback(Duration.ofHours(1));

    assertThat(engine.instant(reader, "count(x)", 1_900_000).result().toString())
        .doesNotContain("=> 2");
    assertThat(engine.instant(reader, "count(x)", 1_900_000, hour).result().toString())
        .contains("=> 2");
  }

  @Test
  void senselessOptionsAreRefused() {
    assertThatThrownBy(() -> EngineOptions.defaults().withLookback(Duration.ZERO))
        .hasMessage("lookback: 0ms (expected: > 0)");
    assertThatThrownBy(
            () -> EngineOptions.defaults().withLimits(QueryLimits.defaults().withSamples(0)))
        .hasMessage("maximum samples: 0 (expected: > 0)");
    assertThatThrownBy(() -> Engine.create(EngineOptions.defaults()).range(reader, "x", 0, 10, 0))
        .hasMessage("step: 0ms (expected: > 0)");
    assertThatThrownBy(() -> Engine.create(EngineOptions.defaults()).range(reader, "x", 10, 0, 1))
        .hasMessage("end: 0 before start 10 (expected: not before the start)");
  }

  @Test
  void whatIsExperimentalCanBeRefused() {
    EngineOptions stable =
        EngineOptions.defaults().withParser(ParserOptions.defaults().withExperiments(Set.of()));

    assertThat(Engine.create(EngineOptions.defaults()).instant(reader, "sort_by_label(x)", 0))
        .isNotNull();
    assertThatThrownBy(() -> Engine.create(stable).instant(reader, "sort_by_label(x)", 0))
        .isInstanceOf(ParseException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abs(", "-(", "sum(", "1 + (", "x * on(i) (", "rate((", "scalar(vector("})
  void theDeepestExpressionThatParsesIsEvaluated(String nest) throws InterruptedException {
    Engine engine = Engine.create(EngineOptions.defaults());
    int levels = deepest(nest);
    AtomicReference<String> outcome = new AtomicReference<>("nothing");
    Thread.startVirtualThread(
            () -> {
              try {
                engine.instant(reader, nested(nest, levels), 10_000);
                engine.range(reader, nested(nest, levels), 10_000, 20_000, 1000);
                outcome.set("evaluated");
              } catch (EvaluationException expected) {
                outcome.set("evaluated");
              } catch (StackOverflowError overflow) {
                outcome.set("overflow");
              }
            })
        .join();

    assertThat(levels).isGreaterThan(50);
    assertThat(outcome.get()).isEqualTo("evaluated");
  }

  private static int deepest(String nest) {
    for (int levels = 1000; levels > 0; levels--) {
      try {
        Parser.parse(nested(nest, levels));
        return levels;
      } catch (ParseException tooDeep) {
        assertThat(tooDeep.kind()).as(tooDeep.getMessage()).isEqualTo(ErrorKind.LIMIT);
      }
    }
    return 0;
  }

  private static String nested(String nest, int levels) {
    long parentheses = nest.chars().filter(c -> c == '(').count() - (nest.contains("on(") ? 1 : 0);
    String close = nest.equals("rate((") ? ")[1m:10s])" : ")".repeat((int) parentheses);
    return nest.repeat(levels) + (nest.startsWith("scalar") ? "1" : "x") + close.repeat(levels);
  }
}

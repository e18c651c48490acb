package lampas.client.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import lampas.client.ClientFailure;
import lampas.client.Query;
import lampas.client.QueryTime;
import lampas.client.RequestException;
import lampas.client.SeriesScope;
import lampas.model.label.Labels;
import lampas.model.result.EmptyReason;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult.Matrix;
import lampas.model.result.QueryResult.MatrixSeries;
import lampas.model.series.SampleColumns;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CachedRangesTest {
  /* All of the first 9,400 seconds is old enough. */
  private static final Clock NOW = Clock.fixed(Instant.ofEpochSecond(10_000), ZoneOffset.UTC);

  private final AtomicReference<UnaryOperator<QueryAnswer>> change =
      new AtomicReference<>(UnaryOperator.identity());
  private final RecordingBackend backend =
      RecordingBackend.of(query -> change.get().apply(times(query)));
  private final AtomicLong nanos = new AtomicLong();

  private CachedRanges cached(CacheSettings settings) {
    return CachedRanges.of(backend, settings, NOW, nanos::get);
  }

  private CachedRanges cached() {
    return cached(CacheSettings.defaults());
  }

  private static Query query(String promql, long start, long end) {
    return Query.range(
        promql, Instant.ofEpochSecond(start), Instant.ofEpochSecond(end), Duration.ofSeconds(10));
  }

  private static QueryAnswer times(Query query) {
    SampleColumns samples = new SampleColumns();
    StepGrid grid = StepGrid.of((QueryTime.Range) query.time()).orElseThrow();
    for (long i = 0; i < grid.points(); i++) {
      samples.add(grid.time(i), grid.time(i) / 1000.0);
    }
    return QueryAnswer.of(
        new Matrix(List.of(new MatrixSeries(Labels.of("a", "1"), samples.copy()))));
  }

  private List<String> asked() {
    List<String> ranges = new ArrayList<>();
    for (Query query : backend.asked()) {
      QueryTime.Range range = (QueryTime.Range) query.time();
      ranges.add(range.start().getEpochSecond() + "-" + range.end().getEpochSecond());
    }
    backend.forget();
    ranges.sort(null);
    return ranges;
  }

  private void assertAnswers(CachedRanges cached, Query query) {
    assertThat(cached.query(query).result()).isEqualTo(times(query).result());
  }

  @Test
  void onlyWhatIsMissingIsAskedFor() {
    CachedRanges cached = cached();
    assertAnswers(cached, query("x", 100, 200));
    assertThat(asked()).containsExactly("100-200");
    assertAnswers(cached, query("x", 100, 200));
    assertAnswers(cached, query("x", 120, 150));
    assertThat(asked()).isEmpty();
    assertAnswers(cached, query("x", 300, 400));
    assertThat(asked()).containsExactly("300-400");
    assertAnswers(cached, query("x", 50, 500));
    assertThat(asked()).containsExactly("210-290", "410-500", "50-90");
    assertAnswers(cached, query("x", 50, 509));
    assertThat(asked()).isEmpty();
  }

  @Test
  void onePointAloneIsAskedForWithItsNeighbour() {
    CachedRanges cached = cached();
    assertAnswers(cached, query("x", 100, 200));
    assertAnswers(cached, query("x", 110, 210));
    assertThat(asked()).containsExactly("100-200", "200-210");
    assertAnswers(cached, query("x", 90, 210));
    assertThat(asked()).containsExactly("90-100");
    assertAnswers(cached, query("x", 90, 210));
    assertThat(asked()).isEmpty();
  }

  @Test
  void theSameTextOtherwiseWrittenIsTheSame() {
    CachedRanges cached = cached();
    assertAnswers(cached, query("sum(x) by (a)", 100, 200));
    assertAnswers(cached, query("sum by(a) ( x )", 100, 200));
    assertThat(asked()).containsExactly("100-200");
  }

  @Test
  void anotherExpressionStepPhaseOrLookbackIsAnother() {
    CachedRanges cached = cached();
    Query query = query("x", 100, 200);
    QueryTime.Range range = (QueryTime.Range) query.time();
    assertAnswers(cached, query);
    asked();
    List<Query> others =
        List.of(
            query("y", 100, 200),
            query.withLookback(Duration.ofMinutes(1)),
            query.at(new QueryTime.Range(range.start(), range.end(), Duration.ofSeconds(20))),
            query.at(new QueryTime.Range(range.start().plusMillis(1), range.end(), range.step())));
    for (Query other : others) {
      assertAnswers(cached, other);
      assertThat(asked()).hasSize(1);
    }
  }

  @Test
  void timesAreNeverMoved() {
    CachedRanges cached = cached();
    for (int phase = 0; phase < 10; phase++) {
      assertAnswers(cached, query("x", 100 + phase, 200 + phase));
      assertAnswers(cached, query("x", 130 + phase, 240 + phase));
    }
  }

  @Test
  void theLimitAndTheTimeoutAreNotPartOfIt() {
    CachedRanges cached = cached();
    cached.query(query("x", 100, 200).withLimit(1).withTimeout(Duration.ofSeconds(5)));
    assertThat(backend.asked()).allMatch(query -> query.limit().isEmpty());
    asked();
    cached.query(query("x", 100, 200));
    assertThat(asked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"partial", "warning", "info", "reason"})
  void whatIsNotWholeOrWarnedIsNotKept(String what) {
    CachedRanges cached = cached();
    change.set(answer ->
        new QueryAnswer(
            answer.result(),
            what.equals("warning") ? List.of("w") : List.of(),
            what.equals("info") ? List.of("i") : List.of(),
            what.equals("reason")
                ? List.of(new EmptyReason(EmptyReason.Kind.GAVE_UP, "x", 0, 1, "late"))
                : List.of(),
            what.equals("partial"),
            answer.cost()));
    QueryAnswer first = cached.query(query("x", 100, 200));
    assertThat(cached.query(query("x", 100, 200))).isEqualTo(first);
    assertThat(asked()).containsExactly("100-200", "100-200");
    assertThat(cached.bytes()).isZero();
  }

  @Test
  void warningsOfTheMissingPartAreTold() {
    CachedRanges cached = cached();
    cached.query(query("x", 100, 200));
    change.set(answer -> new QueryAnswer(answer.result(), List.of("w"), List.of()));
    assertThat(cached.query(query("x", 100, 300)).warnings()).containsExactly("w");
    assertThat(cached.query(query("x", 100, 200)).warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x @ start()",
        "sort(x)",
        "rate({a=\"b\"}[1m])",
        "limitk(1, x)",
        "x offset =",
        "x[5m]"
      })
  void whatIsNotProvenIsHandedOn(String promql) {
    CachedRanges cached = cached();
    Query query = query(promql, 100, 200).withLimit(3);
    cached.query(query);
    cached.query(query);
    assertThat(backend.asked()).containsExactly(query, query);
    assertThat(cached.bytes()).isZero();
  }

  @Test
  void instantQueriesAndSinglePointsAreHandedOn() {
    CachedRanges cached = cached();
    Query one = query("x", 100, 105);
    cached.query(one);
    cached.query(one);
    assertThat(backend.asked()).containsExactly(one, one);
  }

  /* Samples are all there up to 9,400 seconds. */
  @Test
  void freshSamplesAreNotKept() {
    CachedRanges cached = cached();
    assertAnswers(cached, query("x", 9_000, 10_000));
    assertAnswers(cached, query("x", 9_000, 10_000));
    assertThat(asked()).containsExactly("9000-10000", "9410-10000");
    assertAnswers(cached, query("x offset 100s", 9_000, 10_000));
    assertAnswers(cached, query("x offset 100s", 9_000, 10_000));
    assertThat(asked()).containsExactly("9000-10000", "9510-10000");
    assertAnswers(cached, query("x offset -100s", 9_000, 10_000));
    assertAnswers(cached, query("x offset -100s", 9_000, 10_000));
    assertThat(asked()).containsExactly("9000-10000", "9310-10000");
    assertAnswers(cached, query("vector(time())", 9_000, 20_000));
    assertAnswers(cached, query("vector(time())", 9_000, 20_000));
    assertThat(asked()).containsExactly("9000-20000");
  }

  @Test
  void aFixedTimeThatIsFreshOrInTheFutureIsNotKept() {
    CachedRanges cached = cached();
    for (String fresh : List.of("x @ 9500", "x @ 20000", "x + y offset -2h")) {
      assertAnswers(cached, query(fresh, 3_000, 4_000));
      assertAnswers(cached, query(fresh, 3_000, 4_000));
      assertThat(asked()).as(fresh).hasSize(2);
    }
    assertAnswers(cached, query("x @ 9400", 3_000, 4_000));
    assertAnswers(cached, query("x @ 9400", 3_000, 4_000));
    assertThat(asked()).hasSize(1);
  }

  @Test
  void oldAnswersAreAskedForAgain() {
    CachedRanges cached = cached(CacheSettings.defaults().withMaximumAge(Duration.ofMinutes(1)));
    assertAnswers(cached, query("x", 100, 200));
    nanos.addAndGet(Duration.ofSeconds(40).toNanos());
    assertAnswers(cached, query("x", 100, 300));
    assertThat(asked()).containsExactly("100-200", "210-300");
    nanos.addAndGet(Duration.ofSeconds(40).toNanos());
    /* The two were joined and are as old as the older. */
    assertAnswers(cached, query("x", 100, 300));
    assertThat(asked()).containsExactly("100-300");
  }

  @Test
  void itHoldsNoMoreBytesThanItMay() {
    CachedRanges cached = cached(CacheSettings.defaults().withBytes(20_000));
    for (int i = 0; i < 100; i++) {
      assertAnswers(cached, query("x" + i, 1_000, 2_000));
    }
    assertThat(cached.bytes()).isBetween(1L, 20_000L);
    assertAnswers(cached, query("x", 0, 9_000));
    assertAnswers(cached, query("x", 0, 90_000));
    assertThat(cached.bytes()).isLessThanOrEqualTo(20_000);
    cached.clear();
    assertThat(cached.bytes()).isZero();
  }

  @Test
  void aBackendThatMovesTimesIsAskedForTheWholeAndNotKept() {
    CachedRanges cached = cached();
    change.set(answer -> {
      SampleColumns moved = new SampleColumns();
      moved.add(100_001, 1);
      return QueryAnswer.of(new Matrix(List.of(new MatrixSeries(Labels.empty(), moved))));
    });
    Query query = query("x", 100, 200);
    cached.query(query);
    assertThat(backend.asked()).hasSize(2).endsWith(query);
    assertThat(cached.bytes()).isZero();
  }

  @Test
  void aResultBelongsToWhoAskedForIt() {
    CachedRanges cached = cached();
    cached.query(query("x", 100, 200));
    Matrix given = (Matrix) cached.query(query("x", 100, 200)).result();
    given.series().getFirst().samples().clear();
    assertAnswers(cached, query("x", 100, 200));
  }

  /* The second asks while the first one's question is on its way. */
  @Test
  void theSameMissingPartIsAskedForOnce() throws Exception {
    Shared shared = new Shared();
    CachedRanges cached = shared.cached();
    Thread first = shared.ask(cached);
    shared.arrived.await();
    Thread second = shared.ask(cached);
    awaitWaiting(second);
    shared.go.countDown();
    first.join();
    second.join();
    assertThat(shared.answers).hasSize(2).allMatch(times(shared.query)::equals);
    assertThat(shared.backend.asked()).hasSize(1);
  }

  @Test
  void whoWaitsAsksAgainIfTheOtherOneGaveUp() throws Exception {
    Shared shared = new Shared();
    shared.failure = new RequestException(new ClientFailure.TimedOut(Duration.ofSeconds(1)));
    CachedRanges cached = shared.cached();
    Thread first = shared.ask(cached);
    shared.arrived.await();
    Thread second = shared.ask(cached);
    awaitWaiting(second);
    shared.go.countDown();
    first.join();
    second.join();
    assertThat(shared.answers).containsExactly(times(shared.query));
    assertThat(shared.failures).hasSize(1);
    assertThat(shared.backend.asked()).hasSize(2);
  }

  @Test
  void whoWaitsGetsTheRefusal() throws Exception {
    Shared shared = new Shared();
    shared.failure = new RequestException(new ClientFailure.Refused(422, "execution", "too many"));
    CachedRanges cached = shared.cached();
    Thread first = shared.ask(cached);
    shared.arrived.await();
    Thread second = shared.ask(cached);
    awaitWaiting(second);
    shared.go.countDown();
    first.join();
    second.join();
    assertThat(shared.failures)
        .hasSize(2)
        .allMatch(failed -> failed.getMessage().equals("execution: too many"));
    assertThat(shared.backend.asked()).hasSize(1);
  }

  /* It waits for the answer to the other one's question, and nothing else. */
  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      assertThat(thread.isAlive()).isTrue();
      Thread.onSpinWait();
    }
  }

  /** A backend whose first answer comes when the test says so. */
  private static final class Shared {
    private final Query query = query("x", 100, 200);
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final AtomicBoolean first = new AtomicBoolean(true);
    private final List<QueryAnswer> answers = new CopyOnWriteArrayList<>();
    private final List<RequestException> failures = new CopyOnWriteArrayList<>();
    private @Nullable RequestException failure;
    private final RecordingBackend backend =
        RecordingBackend.of(asked -> {
          if (first.getAndSet(false)) {
            arrived.countDown();
            await(go);
            if (failure != null) {
              throw failure;
            }
          }
          return times(asked);
        });

    CachedRanges cached() {
      return CachedRanges.of(backend, CacheSettings.defaults(), NOW);
    }

    Thread ask(CachedRanges cached) {
      return Thread.ofVirtual()
          .start(() -> {
            try {
              answers.add(cached.query(query));
            } catch (RequestException failed) {
              failures.add(failed);
            }
          });
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Test
  void namesAreAskedOfTheBackend() {
    CachedRanges cached =
        CachedRanges.of(
            RecordingBackend.ofSeries(Labels.of("a", "1")), CacheSettings.defaults(), NOW);
    assertThat(cached.series(SeriesScope.all())).containsExactly(Labels.of("a", "1"));
    assertThat(cached.labelNames(SeriesScope.all())).containsExactly("a");
    assertThat(cached.labelValues("a", SeriesScope.all())).containsExactly("1");
  }

  @Test
  void settingsHaveDefaultsAndBounds() {
    CacheSettings defaults = CacheSettings.defaults();
    assertThat(defaults)
        .isEqualTo(
            new CacheSettings(
                64L << 20, Duration.ofMinutes(10), Duration.ofHours(1), 4, Duration.ofMinutes(2)));
    assertThat(
            defaults
                .withBytes(1)
                .withFreshness(Duration.ZERO)
                .withMaximumAge(Duration.ofSeconds(2))
                .withConcurrency(3)
                .withTimeout(Duration.ofSeconds(4)))
        .isEqualTo(
            new CacheSettings(1, Duration.ZERO, Duration.ofSeconds(2), 3, Duration.ofSeconds(4)));
    assertThatThrownBy(() -> defaults.withBytes(0)).hasMessage("bytes: 0 (expected: > 0)");
    assertThatThrownBy(() -> defaults.withFreshness(Duration.ofSeconds(-1)))
        .hasMessage("freshness: PT-1S (expected: 0 to 36500 days)");
    assertThatThrownBy(() -> defaults.withMaximumAge(Duration.ofDays(40_000)))
        .hasMessage("maximum age: PT960000H (expected: at most 36500 days)");
    assertThatThrownBy(() -> defaults.withMaximumAge(Duration.ZERO))
        .hasMessage("maximum age: PT0S (expected: at least 1ms)");
    assertThatThrownBy(() -> defaults.withConcurrency(0))
        .hasMessage("concurrency: 0 (expected: at least 1)");
    assertThatThrownBy(() -> defaults.withTimeout(Duration.ZERO))
        .hasMessage("timeout: PT0S (expected: at least 1ms)");
  }
}

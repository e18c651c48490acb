package lampas.client.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import lampas.client.ClientFailure;
import lampas.client.Query;
import lampas.client.QueryTime;
import lampas.client.RequestException;
import lampas.client.SeriesScope;
import lampas.client.range.SplitDecision.Reason;
import lampas.client.range.SplitDecision.Split;
import lampas.client.range.SplitDecision.Whole;
import lampas.model.histogram.NativeHistogram;
import lampas.model.label.Labels;
import lampas.model.result.EmptyReason;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryCost;
import lampas.model.result.QueryResult.Matrix;
import lampas.model.result.QueryResult.MatrixSeries;
import lampas.model.result.QueryResult.Vector;
import lampas.model.series.SampleColumns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SplittingBackendTest {
  private static final SplitSettings THREE = SplitSettings.defaults().withMostPoints(3);

  /* Six points: 100, 101, … 105 seconds. */
  private static final Query SIX =
      Query.range("x", seconds(100), seconds(105), Duration.ofSeconds(1));

  private static Instant seconds(long since) {
    return Instant.ofEpochSecond(since);
  }

  private static QueryTime.Range range(Query query) {
    return (QueryTime.Range) query.time();
  }

  /** Each asked time as a value of series that are there at all times. */
  private static QueryAnswer times(Query query, String... series) {
    return QueryAnswer.of(
        new Matrix(
            List.of(series).stream()
                .map(name -> {
                  SampleColumns samples = new SampleColumns();
                  StepGrid grid = StepGrid.of(range(query)).orElseThrow();
                  for (long i = 0; i < grid.points(); i++) {
                    samples.add(grid.time(i), grid.time(i) / 1000.0);
                  }
                  return new MatrixSeries(Labels.of("a", name), samples);
                })
                .toList()));
  }

  @Test
  void aRangeWithinTheLimitIsSentAsItIs() {
    RecordingBackend backend = RecordingBackend.of(query -> times(query, "1"));
    Query three = Query.range("x", seconds(0), seconds(2), Duration.ofSeconds(1)).withLimit(7);
    SplittingBackend splitting = SplittingBackend.of(backend, THREE);
    assertThat(splitting.decide(three)).isEqualTo(new Whole(Reason.FITS, "3 points (at most 3)"));
    splitting.query(three);
    assertThat(backend.asked()).containsExactly(three);
  }

  @Test
  void partsHaveJustTheTimesOfTheWhole() {
    RecordingBackend backend = RecordingBackend.of(query -> times(query, "1", "2"));
    SplittingBackend splitting = SplittingBackend.of(backend, THREE);
    Query odd =
        Query.range(
            "x",
            Instant.ofEpochMilli(100_007),
            Instant.ofEpochMilli(107_900),
            Duration.ofSeconds(1));
    assertThat(splitting.decide(odd))
        .isEqualTo(
            new Split(
                List.of(
                    new StepGrid(100_007, 102_007, 1000).toRange(),
                    new StepGrid(103_007, 105_007, 1000).toRange(),
                    new StepGrid(106_007, 107_007, 1000).toRange())));
    assertThat(splitting.query(odd).result()).isEqualTo(times(odd, "1", "2").result());
    assertThat(backend.asked()).hasSize(3);
  }

  @Test
  void whatIsNotProvenIsSentAsItIs() {
    RecordingBackend backend = RecordingBackend.of(query -> times(query, "1"));
    SplittingBackend splitting = SplittingBackend.of(backend, THREE);
    Query fixed = SIX.withPromql("x @ end()");
    Query unreadable = SIX.withPromql("x keep_last_value");
    Query fractions =
        Query.range("x", Instant.ofEpochSecond(0, 1_500), seconds(9), Duration.ofSeconds(1));
    Query far = Query.range("x", Instant.MIN, Instant.MAX, Duration.ofDays(1_000_000_000));
    assertThat(splitting.decide(fixed)).isInstanceOf(Whole.class);
    assertThat(splitting.decide(unreadable))
        .extracting(decision -> ((Whole) decision).reason())
        .isEqualTo(Reason.NOT_PARSED);
    assertThat(splitting.decide(fractions))
        .extracting(decision -> ((Whole) decision).reason())
        .isEqualTo(Reason.FRACTIONS);
    assertThat(splitting.decide(far))
        .extracting(decision -> ((Whole) decision).reason())
        .isEqualTo(Reason.FRACTIONS);
    assertThat(splitting.decide(Query.instant("x")))
        .isEqualTo(new Whole(Reason.NO_RANGE, "one evaluation time"));
    splitting.query(fixed);
    splitting.query(unreadable);
    assertThat(backend.asked()).containsExactly(fixed, unreadable);
  }

  @Test
  void theLimitIsForTheWhole() {
    RecordingBackend backend =
        RecordingBackend.of(query ->
            range(query).start().equals(seconds(100)) ? times(query, "b") : times(query, "a", "b"));
    QueryAnswer answer = SplittingBackend.of(backend, THREE).query(SIX.withLimit(1));
    assertThat(backend.asked()).allMatch(query -> query.limit().isEmpty());
    assertThat(((Matrix) answer.result()).series())
        .extracting(MatrixSeries::labels)
        .containsExactly(Labels.of("a", "a"));
    assertThat(answer.warnings()).containsExactly("results truncated due to limit");
  }

  @Test
  void remarksComeOnceAndCostsAddUp() {
    RecordingBackend backend =
        RecordingBackend.of(query -> {
          boolean first = range(query).start().equals(seconds(100));
          return new QueryAnswer(
              times(query, "1").result(),
              first ? List.of("w", "first") : List.of("w"),
              List.of("i"),
              List.of(),
              first,
              Optional.of(
                  new QueryCost(
                      OptionalDouble.of(first ? 0.5 : 0.25),
                      OptionalLong.of(first ? 10 : 5),
                      OptionalLong.of(first ? 7 : 9),
                      first ? OptionalLong.of(1) : OptionalLong.empty())));
        });
    QueryAnswer answer = SplittingBackend.of(backend, THREE).query(SIX.withStatistics());
    assertThat(backend.asked()).allMatch(Query::statistics);
    assertThat(answer.warnings()).containsExactly("w", "first");
    assertThat(answer.infos()).containsExactly("i");
    assertThat(answer.partial()).isTrue();
    assertThat(answer.cost())
        .contains(
            new QueryCost(
                OptionalDouble.of(0.75),
                OptionalLong.of(15),
                OptionalLong.of(9),
                OptionalLong.empty()));
  }

  @Test
  void reasonsForEmptinessAreThoseOfAnEmptyWhole() {
    EmptyReason reason =
        new EmptyReason(EmptyReason.Kind.NO_SUCH_METRIC, "x", 0, 1, "there is no metric x");
    QueryAnswer nothing = QueryAnswer.of(new Matrix(List.of())).withEmptyReasons(List.of(reason));
    assertThat(SplittingBackend.of(RecordingBackend.of(query -> nothing), THREE).query(SIX))
        .isEqualTo(nothing);
    RecordingBackend half =
        RecordingBackend.of(
            query -> range(query).start().equals(seconds(100)) ? nothing : times(query, "1"));
    assertThat(SplittingBackend.of(half, THREE).query(SIX).emptyReasons()).isEmpty();
  }

  @Test
  void histogramsAreMergedToo() {
    NativeHistogram histogram = NativeHistogram.builder().count(0).build();
    RecordingBackend backend =
        RecordingBackend.of(query -> {
          SampleColumns samples = new SampleColumns();
          samples.addHistogram(range(query).start().toEpochMilli(), histogram);
          samples.add(range(query).end().toEpochMilli(), 1);
          return QueryAnswer.of(new Matrix(List.of(new MatrixSeries(Labels.empty(), samples))));
        });
    Matrix matrix = (Matrix) SplittingBackend.of(backend, THREE).query(SIX).result();
    SampleColumns samples = matrix.series().getFirst().samples();
    assertThat(samples.histograms().size()).isEqualTo(2);
    assertThat(samples.histograms().time(1)).isEqualTo(103_000);
    assertThat(samples.toString()).contains("1@102000", "1@105000");
  }

  @Test
  void aBackendThatMovesTimesIsAskedForTheWhole() {
    RecordingBackend backend =
        RecordingBackend.of(query -> {
          SampleColumns samples = new SampleColumns();
          samples.add(range(query).start().toEpochMilli() - 1, 1);
          return QueryAnswer.of(new Matrix(List.of(new MatrixSeries(Labels.empty(), samples))));
        });
    SplittingBackend.of(backend, THREE).query(SIX);
    assertThat(backend.asked()).hasSize(3).endsWith(SIX);
  }

  @Test
  void aPartThatIsNoMatrixIsUnreadable() {
    RecordingBackend backend = RecordingBackend.of(query -> QueryAnswer.of(new Vector(List.of())));
    assertThatThrownBy(() -> SplittingBackend.of(backend, THREE).query(SIX))
        .isInstanceOf(RequestException.class)
        .hasMessage(
            "answer: status 200, a vector for a range query (expected: JSON of Prometheus's HTTP"
                + " API)");
  }

  /* The second part waits until it is interrupted, which the failure of the first one does. */
  @Test
  void theFirstFailureIsThatOfTheQueryAndEndsTheOthers() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    RequestException refusal =
        new RequestException(new ClientFailure.Refused(422, "execution", "too many"));
    RecordingBackend backend =
        RecordingBackend.of(query -> {
          if (range(query).start().equals(seconds(100))) {
            await(waiting);
            throw refusal;
          }
          waiting.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException expected) {
            interrupted.countDown();
          }
          throw new RequestException(new ClientFailure.Interrupted());
        });
    assertThatThrownBy(() -> SplittingBackend.of(backend, THREE).query(SIX)).isSameAs(refusal);
    assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void allPartsHaveOneDeadline() {
    AtomicLong now = new AtomicLong();
    RecordingBackend backend =
        RecordingBackend.of(query -> {
          now.set(Duration.ofSeconds(150).toNanos());
          return times(query, "1");
        });
    SplittingBackend splitting = SplittingBackend.of(backend, THREE.withConcurrency(1), now::get);
    assertThatThrownBy(() -> splitting.query(SIX.withTimeout(Duration.ofSeconds(100))))
        .isInstanceOf(RequestException.class)
        .hasMessage("backend: no complete answer (expected: within 100000 ms)");
    assertThat(backend.asked()).hasSize(1);
    assertThat(backend.asked().getFirst().timeout()).contains(Duration.ofSeconds(100));
  }

  @Test
  void aTimeoutMayBeAsLongAsOneLikes() {
    RecordingBackend backend = RecordingBackend.of(query -> times(query, "1"));
    Query patient = SIX.withTimeout(Duration.ofSeconds(Long.MAX_VALUE / 1_000));
    assertThat(SplittingBackend.of(backend, THREE).query(patient).result())
        .isEqualTo(times(SIX, "1").result());
  }

  /* Two at a time and never more: pairs of parts meet at a barrier. */
  @Test
  void noMorePartsRunAtATimeThanAllowed() {
    CyclicBarrier pair = new CyclicBarrier(2);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    RecordingBackend backend =
        RecordingBackend.of(query -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          try {
            pair.await(30, TimeUnit.SECONDS);
          } catch (Exception broken) {
            throw new AssertionError(broken);
          } finally {
            running.decrementAndGet();
          }
          return times(query, "1");
        });
    Query many = Query.range("x", seconds(0), seconds(23), Duration.ofSeconds(1));
    QueryAnswer answer = SplittingBackend.of(backend, THREE.withConcurrency(2)).query(many);
    assertThat(answer.result()).isEqualTo(times(many, "1").result());
    assertThat(backend.asked()).hasSize(8);
    assertThat(most.get()).isEqualTo(2);
  }

  @Test
  void anInterruptionEndsAllParts() throws Exception {
    CountDownLatch waiting = new CountDownLatch(2);
    CountDownLatch ended = new CountDownLatch(2);
    RecordingBackend backend =
        RecordingBackend.of(query -> {
          waiting.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException expected) {
            ended.countDown();
          }
          throw new RequestException(new ClientFailure.Interrupted());
        });
    List<RequestException> failures = new CopyOnWriteArrayList<>();
    Thread asking =
        Thread.ofVirtual()
            .start(() -> {
              try {
                SplittingBackend.of(backend, THREE).query(SIX);
              } catch (RequestException failed) {
                failures.add(failed);
              }
            });
    await(waiting);
    asking.interrupt();
    asking.join();
    assertThat(ended.getCount()).isZero();
    assertThat(failures)
        .extracting(RequestException::failure)
        .containsExactly(new ClientFailure.Interrupted());
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
    SplittingBackend splitting =
        SplittingBackend.of(RecordingBackend.ofSeries(Labels.of("a", "1")), THREE);
    assertThat(splitting.series(SeriesScope.all())).containsExactly(Labels.of("a", "1"));
    assertThat(splitting.labelNames(SeriesScope.all())).containsExactly("a");
    assertThat(splitting.labelValues("a", SeriesScope.all())).containsExactly("1");
  }

  @Test
  void settingsHaveDefaultsAndBounds() {
    assertThat(SplitSettings.defaults())
        .isEqualTo(new SplitSettings(11_000, 4, Duration.ofMinutes(2)));
    assertThat(THREE.withConcurrency(1).withTimeout(Duration.ofSeconds(1)))
        .isEqualTo(new SplitSettings(3, 1, Duration.ofSeconds(1)));
    assertThatThrownBy(() -> THREE.withMostPoints(2))
        .hasMessage("most points: 2 (expected: at least 3)");
    assertThatThrownBy(() -> THREE.withConcurrency(0))
        .hasMessage("concurrency: 0 (expected: at least 1)");
    assertThatThrownBy(() -> THREE.withTimeout(Duration.ZERO))
        .hasMessage("timeout: PT0S (expected: at least 1ms)");
  }
}

package lampas.client.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import lampas.client.Backend;
import lampas.client.ClientFailure;
import lampas.client.Query;
import lampas.client.QueryTime;
import lampas.client.RequestException;
import lampas.client.diff.Comparison.BothRefused;
import lampas.client.diff.Comparison.Different;
import lampas.client.diff.Comparison.Same;
import lampas.client.embedded.EmbeddedBackend;
import lampas.client.range.RecordingBackend;
import lampas.model.error.ErrorKind;
import lampas.model.label.Labels;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult;
import lampas.model.result.QueryResult.FloatSample;
import lampas.model.result.QueryResult.Matrix;
import lampas.model.result.QueryResult.MatrixSeries;
import lampas.model.result.QueryResult.Scalar;
import lampas.model.result.QueryResult.Vector;
import lampas.model.result.QueryResult.VectorSample;
import lampas.model.series.SampleColumns;
import lampas.promql.Dialect;
import lampas.promql.engine.Engine;
import lampas.promql.engine.EngineOptions;
import lampas.promql.script.SeriesFixture;
import org.junit.jupiter.api.Test;

class DifferentialClientTest {
  private static final Clock NOW = Clock.fixed(Instant.ofEpochSecond(600), ZoneOffset.UTC);
  private static final SeriesFixture STORE =
      SeriesFixture.of(
          Duration.ofSeconds(15),
          "x{a=\"1\"} 0+1x10 5 7 11 13 0+2x30",
          "x{a=\"2\"} 3 1 4 1 5 9 2 6 5 3 5 8 9 7 9 3 2 3 8 4 6 2 6 4 3 3 8 3 2 7 9 5 0 2",
          "ended 1 2 stale");
  private static final Query INSTANT = Query.instant("x");
  private static final Query RANGE =
      Query.range(
          "x", Instant.ofEpochSecond(100), Instant.ofEpochSecond(400), Duration.ofSeconds(10));

  private static EmbeddedBackend embedded(Dialect dialect) {
    return EmbeddedBackend.of(
        Engine.create(EngineOptions.defaults().withDialect(dialect)), STORE, NOW);
  }

  private static final Backend EXACT = embedded(Dialect.PROMETHEUS_3);

  private static Comparison compare(Backend left, Backend right, Query query) {
    return DifferentialClient.of(left, right, Tolerance.defaults(), NOW).compare(query);
  }

  /** Compares a backend with one whose results are changed, and that one with it. */
  private static void assertClass(
      Query query, UnaryOperator<QueryResult> change, DifferenceClass right, DifferenceClass left) {
    Backend changed =
        RecordingBackend.of(asked -> {
          QueryAnswer answer = EXACT.query(asked);
          return answer.withResult(change.apply(answer.result()));
        });
    assertThat(((Different) compare(EXACT, changed, query)).kind()).isEqualTo(right);
    assertThat(((Different) compare(changed, EXACT, query)).kind()).isEqualTo(left);
  }

  private static UnaryOperator<QueryResult> eachSample(UnaryOperator<FloatSample> change) {
    return result ->
        new Vector(
            ((Vector) result)
                .samples().stream()
                    .map(sample -> (VectorSample) change.apply((FloatSample) sample))
                    .toList());
  }

  private static UnaryOperator<QueryResult> eachSeries(Function<SampleColumns, SampleColumns> by) {
    return result ->
        new Matrix(
            ((Matrix) result)
                .series().stream()
                    .map(series -> new MatrixSeries(series.labels(), by.apply(series.samples())))
                    .toList());
  }

  @Test
  void theSameAnswersAreTheSame() {
    assertThat(compare(EXACT, EXACT, INSTANT)).isEqualTo(new Same(INSTANT.at(NOW.instant()), 2, 2));
    assertThat(compare(EXACT, EXACT, RANGE)).isEqualTo(new Same(RANGE, 2, 62));
    assertThat(compare(EXACT, EXACT, Query.instant("\"text\""))).isInstanceOf(Same.class);
    assertThat(compare(EXACT, EXACT, Query.instant("x / 0 * 0"))).isInstanceOf(Same.class);
    assertThat(compare(EXACT, EXACT, Query.instant("nothing"))).isInstanceOf(Same.class);
  }

  @Test
  void thePresentIsOneTimeForBoth() {
    RecordingBackend left = RecordingBackend.of(EXACT::query);
    RecordingBackend right = RecordingBackend.of(EXACT::query);
    compare(left, right, INSTANT);
    assertThat(left.asked()).hasSize(1);
    assertThat(left.asked().getFirst().time()).isEqualTo(new QueryTime.At(NOW.instant()));
    assertThat(right.asked().getFirst().time()).isEqualTo(new QueryTime.At(NOW.instant()));
  }

  /* The two dialects of the engine differ in just this, on samples at multiples of 15 seconds. */
  @Test
  void windowEdgesAreFoundOutByAskingAgain() {
    Backend closed = embedded(Dialect.PROMETHEUS_2);
    Query query =
        RANGE
            .withPromql("count_over_time(x{a=\"1\"}[30s])")
            .at(
                new QueryTime.Range(
                    Instant.ofEpochSecond(60), Instant.ofEpochSecond(120), Duration.ofSeconds(15)));
    assertThat(compare(closed, EXACT, query))
        .isEqualTo(
            new Different(
                query,
                DifferenceClass.WINDOW_EDGES,
                "asked 1ms later, both sides agree; before, the windows of x{a=\"1\"}[30s] hold 3"
                    + " samples on the left and 2 on the right, so the left ones are closed on"
                    + " their left edge and the right ones open",
                new FirstDifference(
                    Optional.of(Labels.of("a", "1")),
                    OptionalLong.of(60_000),
                    Optional.of("3"),
                    Optional.of("2")),
                new DifferenceCount(1, 1, 5, 5)));
    for (String promql : List.of("rate(x[1m])", "sum(increase(x[30s])) > 1", "delta(x[15s])")) {
      for (Backend[] pair : new Backend[][] {{closed, EXACT}, {EXACT, closed}}) {
        assertThat(compare(pair[0], pair[1], query.withPromql(promql)))
            .as(promql)
            .isInstanceOfSatisfying(
                Different.class,
                found -> assertThat(found.kind()).isEqualTo(DifferenceClass.WINDOW_EDGES));
      }
    }
    /* The lookback is a window, too: the sample at 30s is just as old. */
    Query old =
        Query.instant("ended").at(Instant.ofEpochSecond(315)).withLookback(Duration.ofMinutes(5));
    assertThat(compare(closed, EXACT, old)).isInstanceOf(Same.class);
  }

  @Test
  void aSampleAtTheEdgeOfTheLookbackIsFoundToo() {
    SeriesFixture one = SeriesFixture.of(Duration.ofSeconds(15), "y 7", "z 1x100");
    Backend left =
        EmbeddedBackend.of(
            Engine.create(EngineOptions.defaults().withDialect(Dialect.PROMETHEUS_2)), one, NOW);
    Backend right = EmbeddedBackend.of(Engine.create(EngineOptions.defaults()), one, NOW);
    Query query = Query.instant("{__name__=~\"y|z\"}").at(Instant.ofEpochSecond(300));
    Different found = (Different) compare(left, right, query);
    assertThat(found.kind()).isEqualTo(DifferenceClass.WINDOW_EDGES);
    assertThat(found.evidence()).isEqualTo("asked 1ms later, both sides agree");
    assertThat(found.first().left()).contains("7");
    assertThat(found.first().right()).isEmpty();
  }

  @Test
  void missingSeriesAreToldBySide() {
    assertClass(
        INSTANT,
        result -> new Vector(((Vector) result).samples().subList(1, 2)),
        DifferenceClass.SERIES_MISSING_RIGHT,
        DifferenceClass.SERIES_MISSING_LEFT);
  }

  @Test
  void labelsThatOneSideHasMoreAreNamed() {
    UnaryOperator<QueryResult> more =
        eachSample(sample ->
            new FloatSample(
                sample.labels().with("replica", "r" + sample.labels().valueOrEmpty("a")),
                sample.timeMillis(),
                sample.value()));
    assertClass(INSTANT, more, DifferenceClass.LABELS, DifferenceClass.LABELS);
    Backend changed =
        RecordingBackend.of(query -> QueryAnswer.of(more.apply(EXACT.query(query).result())));
    assertThat(((Different) compare(EXACT, changed, INSTANT)).evidence())
        .isEqualTo("without replica the series are the same: only the right ones have it");
    assertClass(
        INSTANT,
        eachSample(sample ->
            new FloatSample(
                sample.labels().with("a", "other" + sample.labels().valueOrEmpty("a")),
                sample.timeMillis(),
                sample.value())),
        DifferenceClass.SERIES_MISSING_RIGHT,
        DifferenceClass.SERIES_MISSING_LEFT);
  }

  @Test
  void valuesMayBeRoundedOrScaled() {
    assertClass(
        INSTANT,
        eachSample(sample ->
            new FloatSample(sample.labels(), sample.timeMillis(), sample.value() * (1 + 1e-8))),
        DifferenceClass.ROUNDING,
        DifferenceClass.ROUNDING);
    assertClass(
        INSTANT,
        eachSample(
            sample -> new FloatSample(sample.labels(), sample.timeMillis(), sample.value() * 1000)),
        DifferenceClass.SCALE,
        DifferenceClass.SCALE);
    /* Two values alone agree on any factor. */
    assertClass(
        Query.instant("x{a=\"1\"}"),
        eachSample(
            sample -> new FloatSample(sample.labels(), sample.timeMillis(), sample.value() * 1.7)),
        DifferenceClass.UNKNOWN,
        DifferenceClass.UNKNOWN);
    assertThat(
            compare(
                EXACT,
                RecordingBackend.of(query ->
                    QueryAnswer.of(
                        eachSample(sample ->
                                new FloatSample(
                                    sample.labels(), sample.timeMillis(), sample.value() + 1e-12))
                            .apply(EXACT.query(query).result()))),
                INSTANT))
        .isInstanceOf(Same.class);
  }

  @Test
  void valuesMayComeAStepLater() {
    UnaryOperator<QueryResult> later =
        eachSeries(samples -> {
          SampleColumns moved = new SampleColumns();
          for (int i = 0; i + 1 < samples.size(); i++) {
            moved.add(samples.time(i + 1), samples.value(i));
          }
          return moved;
        });
    assertClass(RANGE, later, DifferenceClass.SHIFTED, DifferenceClass.SHIFTED);
  }

  @Test
  void aValueThatIsCarriedOnIsAStalenessGap() {
    UnaryOperator<QueryResult> longer =
        eachSeries(samples -> {
          SampleColumns carried = new SampleColumns();
          double value = 0;
          for (int i = 0; i < samples.size(); i++) {
            value = i < 20 ? samples.value(i) : value;
            carried.add(samples.time(i), value);
          }
          return carried;
        });
    UnaryOperator<QueryResult> shorter =
        eachSeries(samples -> {
          SampleColumns ended = new SampleColumns();
          for (int i = 0; i < 20; i++) {
            ended.add(samples.time(i), samples.value(i));
          }
          return ended;
        });
    Backend carries =
        RecordingBackend.of(query -> QueryAnswer.of(longer.apply(EXACT.query(query).result())));
    Backend ends =
        RecordingBackend.of(query -> QueryAnswer.of(shorter.apply(EXACT.query(query).result())));
    Different found = (Different) compare(carries, ends, RANGE);
    assertThat(found.kind()).isEqualTo(DifferenceClass.STALENESS);
    assertThat(found.evidence())
        .isEqualTo("the left repeats the last value at 22 steps where the right has none");
    assertThat(found.first().timeMillis()).hasValue(300_000);
    assertThat(((Different) compare(ends, carries, RANGE)).kind())
        .isEqualTo(DifferenceClass.STALENESS);
  }

  @Test
  void valuesAtOtherTimesAreAnotherSetOfSamples() {
    UnaryOperator<QueryResult> fewer =
        eachSeries(samples -> {
          SampleColumns some = new SampleColumns();
          for (int i = 0; i < samples.size(); i += 2) {
            some.add(samples.time(i), samples.value(i));
          }
          return some;
        });
    assertClass(
        RANGE.withPromql("time() + x"), fewer, DifferenceClass.SAMPLES, DifferenceClass.SAMPLES);
  }

  @Test
  void aScalarForAVectorIsAnotherType() {
    UnaryOperator<QueryResult> vector =
        result -> {
          Scalar scalar = (Scalar) result;
          return new Vector(
              List.of(new FloatSample(Labels.empty(), scalar.timeMillis(), scalar.value())));
        };
    Query query = Query.instant("time()");
    assertClass(query, vector, DifferenceClass.TYPE, DifferenceClass.TYPE);
    Backend changed =
        RecordingBackend.of(asked -> QueryAnswer.of(vector.apply(EXACT.query(asked).result())));
    assertThat(((Different) compare(EXACT, changed, query)).evidence())
        .isEqualTo("the left is a scalar, the right a vector of 1 series; the values are the same");
  }

  @Test
  void oneRefusalIsADifferenceAndTwoAreNone() {
    Backend refusing =
        RecordingBackend.of(query -> {
          throw new RequestException(new ClientFailure.Refused(422, "execution", "too many"));
        });
    Different found = (Different) compare(EXACT, refusing, INSTANT);
    assertThat(found.kind()).isEqualTo(DifferenceClass.REFUSED);
    assertThat(found.evidence()).isEqualTo("the right refuses: execution: too many");
    assertThat(found.first().left()).contains("a vector of 2 series");
    assertThat(((Different) compare(refusing, EXACT, INSTANT)).evidence())
        .isEqualTo("the left refuses: execution: too many");
    assertThat(compare(refusing, EXACT, Query.instant("x ="))).isInstanceOf(BothRefused.class);
  }

  @Test
  void whoDoesNotAnswerCannotBeCompared() {
    Backend down =
        RecordingBackend.of(query -> {
          throw new RequestException(new ClientFailure.Unreachable("not reachable"));
        });
    assertThatThrownBy(() -> compare(EXACT, down, INSTANT))
        .isInstanceOfSatisfying(
            ComparisonException.class,
            failed -> assertThat(failed.kind()).isEqualTo(ErrorKind.UNAVAILABLE))
        .hasMessage("right backend: not reachable");
    Backend busy =
        RecordingBackend.of(query -> {
          throw new RequestException(new ClientFailure.Refused(429, "too_many", "later"));
        });
    assertThatThrownBy(() -> compare(busy, EXACT, INSTANT)).hasMessage("left too_many: later");
  }

  @Test
  void theOrderCountsWhereTheExpressionAsksForOne() {
    UnaryOperator<QueryResult> reversed =
        result -> new Vector(((Vector) result).samples().reversed());
    assertClass(Query.instant("sort(x)"), reversed, DifferenceClass.ORDER, DifferenceClass.ORDER);
    Backend changed =
        RecordingBackend.of(query -> QueryAnswer.of(reversed.apply(EXACT.query(query).result())));
    assertThat(compare(EXACT, changed, INSTANT)).isInstanceOf(Same.class);
    assertThat(compare(EXACT, changed, Query.instant("topk(2, x * 0)"))).isInstanceOf(Same.class);
    assertThat(compare(EXACT, changed, Query.instant("sort_by_label(x * 0, \"a\")")))
        .isInstanceOf(Different.class);
  }

  @Test
  void whatNothingExplainsIsUnknown() {
    assertClass(
        INSTANT,
        eachSample(sample ->
            new FloatSample(
                sample.labels(),
                sample.timeMillis(),
                sample.value() * sample.value() + sample.value() + 1)),
        DifferenceClass.UNKNOWN,
        DifferenceClass.UNKNOWN);
  }

  /* The follow-up fails; that proves nothing. */
  @Test
  void aFollowUpThatFailsIsNoEvidence() {
    RecordingBackend once =
        RecordingBackend.of(query -> {
          if (!query.time().equals(new QueryTime.At(NOW.instant()))) {
            throw new RequestException(new ClientFailure.Unreachable("gone"));
          }
          return EXACT.query(query.withPromql("x * x + 3"));
        });
    Different found = (Different) compare(EXACT, once, Query.instant("x * 1"));
    assertThat(found.kind()).isEqualTo(DifferenceClass.UNKNOWN);
    assertThat(once.asked()).hasSize(2);
  }

  @Test
  void toleranceIsRelativeOrInUlps() {
    Tolerance part = Tolerance.ofRelative(1e-3);
    assertThat(part.isSame(1000, 1000.9)).isTrue();
    assertThat(part.isSame(1000, 1002)).isFalse();
    assertThat(part.isSame(0, 1e-300)).isFalse();
    assertThat(Tolerance.none().isSame(1, Math.nextUp(1.0))).isFalse();
    Tolerance ulps = new Tolerance(0, 2);
    assertThat(ulps.isSame(1, Math.nextUp(Math.nextUp(1.0)))).isTrue();
    assertThat(ulps.isSame(-Double.MIN_VALUE, Double.MIN_VALUE)).isTrue();
    assertThat(ulps.isSame(1, 1 + 1e-15)).isFalse();
    assertThat(ulps.isSame(Double.NaN, Double.longBitsToDouble(0x7ff8000000000001L))).isTrue();
    assertThat(ulps.isSame(Double.NaN, 1)).isFalse();
    assertThat(ulps.isSame(Double.MAX_VALUE, Double.POSITIVE_INFINITY)).isFalse();
    assertThat(part.isSame(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY)).isTrue();
    assertThat(part.isSame(Double.MAX_VALUE, -Double.MAX_VALUE)).isFalse();
    assertThatThrownBy(() -> Tolerance.ofRelative(1))
        .hasMessage("relative tolerance: 1.0 (expected: 0 or more and below 1)");
    assertThatThrownBy(() -> new Tolerance(0, -1)).hasMessage("ulps: -1 (expected: 0 or more)");
  }
}

package lampas.client.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import lampas.client.ClientFailure;
import lampas.client.Query;
import lampas.client.QueryTime;
import lampas.client.RequestException;
import lampas.client.SeriesScope;
import lampas.client.embedded.LayerDecision.Both;
import lampas.client.embedded.LayerDecision.Older;
import lampas.client.embedded.LayerDecision.Recent;
import lampas.client.embedded.LayerSettings.WhenOlderFails;
import lampas.client.range.RecordingBackend;
import lampas.client.range.StepGrid;
import lampas.model.label.Labels;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult.Matrix;
import lampas.model.result.QueryResult.MatrixSeries;
import lampas.model.series.SampleColumns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LayeredBackendTest {
  private static final Clock NOW = Clock.fixed(Instant.ofEpochSecond(10_000), ZoneOffset.UTC);
  private static final LayerSettings SETTINGS =
      LayerSettings.defaults().withLookback(Duration.ofSeconds(100));

  private final RecordingBackend recent = RecordingBackend.of(query -> answer(query, "recent"));
  private RecordingBackend older = RecordingBackend.of(query -> answer(query, "older"));

  private static RequestException down() {
    return new RequestException(new ClientFailure.Unreachable("not reachable"));
  }

  /* The recent layer has all samples since 5,000 seconds. */
  private LayeredBackend layers(LayerSettings settings) {
    return LayeredBackend.of(recent, older, () -> Instant.ofEpochSecond(5_000), settings, NOW);
  }

  private LayeredBackend layers() {
    return layers(SETTINGS);
  }

  private static QueryAnswer answer(Query query, String name) {
    SampleColumns samples = new SampleColumns();
    if (query.time() instanceof QueryTime.Range range) {
      StepGrid grid = StepGrid.of(range).orElseThrow();
      for (long i = 0; i < grid.points(); i++) {
        samples.add(grid.time(i), 1);
      }
    }
    return QueryAnswer.of(new Matrix(List.of(new MatrixSeries(Labels.of("layer", name), samples))));
  }

  private static Query at(String promql, long seconds) {
    return Query.instant(promql).at(Instant.ofEpochSecond(seconds));
  }

  private static Query range(String promql, long start, long end) {
    return Query.range(
        promql, Instant.ofEpochSecond(start), Instant.ofEpochSecond(end), Duration.ofSeconds(100));
  }

  private static QueryTime.Range times(long start, long end) {
    return (QueryTime.Range) range("x", start, end).time();
  }

  @Test
  void anInstantQueryGoesToTheLayerThatHasAllItLooksAt() {
    assertThat(layers().decide(at("x", 5_100))).isEqualTo(new Recent());
    assertThat(layers().decide(at("x", 5_099)))
        .isEqualTo(new Older("looks back to 1970-01-01T01:23:19Z"));
    assertThat(layers().decide(at("x offset 1h", 8_000))).isInstanceOf(Older.class);
    assertThat(layers().decide(at("rate(x[1h])", 8_600))).isEqualTo(new Recent());
    assertThat(layers().decide(at("rate(x[1h])", 8_500))).isInstanceOf(Older.class);
    assertThat(layers().decide(at("max_over_time(rate(x[30m])[30m:])", 8_600)))
        .isEqualTo(new Recent());
    assertThat(layers().decide(at("x @ 100", 9_000))).isInstanceOf(Older.class);
    assertThat(layers().decide(at("vector(time())", 100))).isEqualTo(new Recent());
    assertThat(layers().decide(at("x", 5_150).withLookback(Duration.ofSeconds(200))))
        .isInstanceOf(Older.class);
    assertThat(layers().decide(at("x keep_last_value", 9_000))).isInstanceOf(Older.class);
    assertThat(layers().decide(Query.instant("x").at(Instant.MIN))).isInstanceOf(Older.class);
  }

  @Test
  void bothLayersHaveOnePresentAndOneLookback() {
    layers().query(Query.instant("x"));
    assertThat(recent.asked())
        .containsExactly(at("x", 10_000).withLookback(Duration.ofSeconds(100)));
    layers().query(Query.instant("x offset 2h"));
    assertThat(older.asked())
        .containsExactly(at("x offset 2h", 10_000).withLookback(Duration.ofSeconds(100)));
  }

  @Test
  void aRangeOverTheBoundaryIsDivided() {
    assertThat(layers().decide(range("x", 4_000, 6_000)))
        .isEqualTo(new Both(times(4_000, 5_000), times(5_100, 6_000)));
    assertThat(layers().decide(range("rate(x[500s])", 4_030, 7_000)))
        .isEqualTo(new Both(times(4_030, 5_430), times(5_530, 6_930)));
    assertThat(layers().decide(range("x", 5_100, 6_000))).isEqualTo(new Recent());
    assertThat(layers().decide(range("x", 100, 4_000))).isInstanceOf(Older.class);
    Matrix matrix = (Matrix) layers().query(range("x", 4_000, 6_000)).result();
    assertThat(matrix.series()).hasSize(2);
    assertThat(matrix.series().getFirst().samples().size()).isEqualTo(11);
    assertThat(matrix.series().getLast().samples().size()).isEqualTo(10);
  }

  @Test
  void noLayerIsAskedForOnePointAlone() {
    assertThat(layers().decide(range("x", 5_000, 6_000)))
        .isEqualTo(new Both(times(5_000, 5_100), times(5_200, 6_000)));
    assertThat(layers().decide(range("x", 4_000, 5_100))).isInstanceOf(Older.class);
    assertThat(layers().decide(range("x", 5_000, 5_200))).isInstanceOf(Older.class);
    assertThat(layers().decide(range("x", 5_000, 5_300)))
        .isEqualTo(new Both(times(5_000, 5_100), times(5_200, 5_300)));
  }

  @Test
  void whatIsNotProvenGoesToTheOlderLayerAltogether() {
    assertThat(layers().decide(range("x @ end() + y", 4_000, 6_000)))
        .isEqualTo(new Older("x @ end(): is about the whole range"));
    Query query = range("limitk(1, x)", 4_000, 6_000);
    layers().query(query);
    assertThat(older.asked()).containsExactly(query.withLookback(Duration.ofSeconds(100)));
    assertThat(recent.asked()).isEmpty();
    Query fraction =
        Query.range(
            "x",
            Instant.ofEpochSecond(4_000, 5),
            Instant.ofEpochSecond(6_000),
            Duration.ofSeconds(100));
    assertThat(layers().decide(fraction)).isInstanceOf(Older.class);
    /* All of it is recent: nothing has to be divided. */
    assertThat(layers().decide(range("x @ end() + y", 5_100, 6_000))).isEqualTo(new Recent());
  }

  @Test
  void theLimitIsForBothTogether() {
    QueryAnswer answer = layers().query(range("x", 4_000, 6_000).withLimit(1));
    assertThat(((Matrix) answer.result()).series())
        .extracting(MatrixSeries::labels)
        .containsExactly(Labels.of("layer", "older"));
    assertThat(answer.warnings()).containsExactly("results truncated due to limit");
  }

  @Test
  void anOlderLayerThatIsDownIsAnErrorThatSaysSo() {
    older =
        RecordingBackend.of(query -> {
          throw down();
        });
    assertThatThrownBy(() -> layers().query(range("x", 4_000, 6_000)))
        .isInstanceOf(RequestException.class)
        .hasMessage("backend: older layer, not reachable");
    assertThatThrownBy(() -> layers().query(at("x", 100)))
        .hasMessage("backend: older layer, not reachable");
    assertThat(layers().query(at("x", 9_000)).partial()).isFalse();
  }

  @Test
  void aPartialAnswerIsGivenOnlyWhereItIsWantedAndSaysSo() {
    LayerSettings partially = SETTINGS.withWhenOlderFails(WhenOlderFails.ANSWER_PARTIALLY);
    older =
        RecordingBackend.of(query -> {
          throw down();
        });
    QueryAnswer answer = layers(partially).query(range("x", 4_000, 6_000));
    assertThat(answer.partial()).isTrue();
    assertThat(answer.warnings())
        .containsExactly(
            "no answer from the older layer for 1970-01-01T01:06:40Z to 1970-01-01T01:23:20Z:"
                + " backend: not reachable");
    assertThat(((Matrix) answer.result()).series())
        .extracting(MatrixSeries::labels)
        .containsExactly(Labels.of("layer", "recent"));
    /* Half of what a value is made of is no half of an answer. */
    assertThatThrownBy(() -> layers(partially).query(at("x", 100)))
        .hasMessage("backend: older layer, not reachable");
  }

  @Test
  void aRefusalIsNeverAPartialAnswer() {
    older =
        RecordingBackend.of(query -> {
          throw new RequestException(new ClientFailure.Refused(422, "execution", "too many"));
        });
    LayeredBackend layers = layers(SETTINGS.withWhenOlderFails(WhenOlderFails.ANSWER_PARTIALLY));
    assertThatThrownBy(() -> layers.query(range("x", 4_000, 6_000)))
        .hasMessage("execution: too many");
  }

  @Test
  void aSlowOlderLayerLeavesTimeForTheOtherPart() {
    older =
        RecordingBackend.of(query -> {
          throw new RequestException(new ClientFailure.TimedOut(query.timeout().orElseThrow()));
        });
    LayeredBackend layers = layers(SETTINGS.withWhenOlderFails(WhenOlderFails.ANSWER_PARTIALLY));
    Query query = range("x", 4_000, 6_000).withTimeout(Duration.ofSeconds(100));
    assertThat(layers.query(query).partial()).isTrue();
    assertThat(older.asked().getFirst().timeout().orElseThrow())
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(90));
  }

  /* It says nothing until it is interrupted, which the deadline does. */
  @Test
  void aSilentOlderLayerIsGivenUp() {
    older =
        RecordingBackend.of(query -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException ended) {
            throw new RequestException(new ClientFailure.Interrupted(), ended);
          }
          throw new AssertionError("not interrupted");
        });
    Query query = range("x", 4_000, 6_000).withTimeout(Duration.ofMillis(200));
    RequestException late =
        catchThrowableOfType(RequestException.class, () -> layers().query(query));
    assertThat(late.failure()).isEqualTo(new ClientFailure.TimedOut(Duration.ofMillis(200)));
  }

  @Test
  void aLayerThatMovesTimesIsNotHalfOfAnything() {
    older =
        RecordingBackend.of(query -> {
          SampleColumns moved = new SampleColumns();
          moved.add(1, 1);
          return QueryAnswer.of(new Matrix(List.of(new MatrixSeries(Labels.empty(), moved))));
        });
    Query query = range("x", 4_000, 6_000);
    layers().query(query);
    assertThat(older.asked()).hasSize(2).endsWith(query.withLookback(Duration.ofSeconds(100)));
  }

  @Test
  void namesAreThoseOfBothLayers() {
    LayeredBackend layers =
        LayeredBackend.of(
            RecordingBackend.ofSeries(Labels.of("a", "1"), Labels.of("b", "2")),
            RecordingBackend.ofSeries(Labels.of("a", "1"), Labels.of("a", "0")),
            () -> Instant.ofEpochSecond(5_000),
            SETTINGS,
            NOW);
    SeriesScope scope = SeriesScope.matching("{a!=\"\"}");
    assertThat(layers.series(scope))
        .containsExactly(Labels.of("a", "0"), Labels.of("a", "1"), Labels.of("b", "2"));
    assertThat(layers.labelNames(scope)).containsExactly("a", "b");
    assertThat(layers.labelValues("a", scope)).contains("0", "1");
    SeriesScope late = scope.between(Instant.ofEpochSecond(5_000), Instant.ofEpochSecond(6_000));
    assertThat(layers.series(late)).containsExactly(Labels.of("a", "1"), Labels.of("b", "2"));
  }

  @Test
  void settingsHaveDefaultsAndBounds() {
    assertThat(LayerSettings.defaults())
        .isEqualTo(
            new LayerSettings(Duration.ofMinutes(5), Duration.ofMinutes(2), WhenOlderFails.FAIL));
    assertThatThrownBy(() -> SETTINGS.withLookback(Duration.ZERO))
        .hasMessage("lookback: PT0S (expected: at least 1ms)");
    assertThatThrownBy(() -> SETTINGS.withTimeout(Duration.ZERO))
        .hasMessage("timeout: PT0S (expected: at least 1ms)");
  }
}

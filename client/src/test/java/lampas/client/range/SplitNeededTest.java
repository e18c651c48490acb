package lampas.client.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import lampas.client.Backend;
import lampas.client.Query;
import lampas.client.QueryTime;
import lampas.client.RequestException;
import lampas.client.embedded.EmbeddedBackend;
import lampas.model.label.Labels;
import lampas.model.label.Matcher;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult.Scalar;
import lampas.model.series.Series;
import lampas.model.series.SeriesReader;
import lampas.model.series.SeriesSelection;
import lampas.model.series.TimeRange;
import lampas.promql.engine.Engine;
import lampas.promql.engine.EngineOptions;
import lampas.promql.script.SeriesFixture;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Aggregation;
import lampas.promql.syntax.Expression.NumberLiteral;
import lampas.promql.syntax.Parser;
import lampas.promql.syntax.Printer;
import lampas.promql.syntax.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** For each obstacle a case where parts would not add up to the whole. */
class SplitNeededTest {
  private static final SeriesFixture STORE =
      SeriesFixture.of(
          Duration.ofSeconds(10),
          "x{a=\"1\"} 0+1x100",
          "x{a=\"2\"} 100-1x100",
          "x{a=\"3\"} 5x100",
          "k 1x50 2x50",
          "early{a=\"1\"} 0+1x20",
          "late{a=\"1\"} _x80 0+1x20");

  private static Backend embedded(SeriesReader reader) {
    return EmbeddedBackend.of(Engine.create(EngineOptions.defaults()), reader, Clock.systemUTC());
  }

  private static Query query(String promql) {
    return Query.range(promql, Instant.EPOCH, Instant.ofEpochSecond(900), Duration.ofSeconds(10));
  }

  /* What splitting without any proof would give. */
  private static QueryAnswer inParts(Backend backend, Query query, long most) {
    List<QueryAnswer> parts = new ArrayList<>();
    for (StepGrid grid : StepGrid.of((QueryTime.Range) query.time()).orElseThrow().parts(most)) {
      parts.add(backend.query(PartQuery.of(query, grid, Duration.ofSeconds(30))));
    }
    return MergedAnswer.of(parts);
  }

  private static void assertObstacle(String promql, SplitDecision.Reason reason) {
    assertThat(SplitProof.obstacle(Parser.parse(promql)))
        .map(SplitDecision.Whole::reason)
        .contains(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x @ start()",
        "x @ end()",
        "max_over_time(x[100s:10s] @ end())",
        "sum_over_time(x[range() + 1s])",
        "x offset (range() / 10)",
        "max_over_time(x[5m:range()])",
        "x > start() - 10",
        "x < end() / 10",
        "x / range()"
      })
  void whatSpeaksOfTheRangeHasOtherValuesInParts(String promql) {
    assertObstacle(promql, SplitDecision.Reason.QUERY_RANGE);
    Backend backend = embedded(STORE);
    assertThat(inParts(backend, query(promql), 30).result())
        .isNotEqualTo(backend.query(query(promql)).result());
    assertThat(inParts(backend, query("x"), 30).result())
        .isEqualTo(backend.query(query("x")).result());
  }

  /* One point alone is sorted, and nobody is told that sorting a range has no effect. */
  @Test
  void sortingShowsInPartsOfOnePoint() {
    assertObstacle("sort(x)", SplitDecision.Reason.ORDER);
    Backend backend = embedded(STORE);
    assertThat(backend.query(query("sort(x)")).warnings()).hasSize(1);
    assertThat(inParts(backend, query("sort(x)"), 1).warnings()).isEmpty();
  }

  /* In a whole range the two series are one, though never at the same time: an error. */
  @ParameterizedTest
  @ValueSource(
      strings = {"rate({__name__=~\"early|late\"}[1m])", "sum_over_time((early or late)[1m:10s])"})
  void droppedNamesAreAnErrorOnlyInTheWhole(String promql) {
    assertObstacle(promql, SplitDecision.Reason.SAME_LABELS);
    Backend backend = embedded(STORE);
    assertThatThrownBy(() -> backend.query(query(promql)))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("same labelset");
    assertThat(inParts(backend, query(promql), 30).result()).isNotNull();
  }

  /* Stores need not give series in the same order for each range of time. */
  @Test
  void limitkChoosesOtherSeriesInParts() {
    assertObstacle("limitk(1, x)", SplitDecision.Reason.CHOICE);
    Backend backend = embedded(new Reordering(STORE));
    assertThat(inParts(backend, query("limitk(1, x)"), 30).result())
        .isNotEqualTo(backend.query(query("limitk(1, x)")).result());
  }

  /* Prometheus 2.53 to 3.4 takes the parameter of the first step for the whole range. */
  @Test
  void aChangingParameterIsTakenFromTheFirstStepOfEachPart() {
    String promql = "topk(scalar(k), x)";
    assertObstacle(promql, SplitDecision.Reason.CHANGING_PARAMETER);
    Backend exact = embedded(STORE);
    Backend backend = RecordingBackend.of(query -> exact.query(firstParameter(exact, query)));
    assertThat(inParts(backend, query(promql), 30).result())
        .isNotEqualTo(backend.query(query(promql)).result());
  }

  private static Query firstParameter(Backend backend, Query query) {
    Aggregation aggregation = (Aggregation) Parser.parse(query.promql());
    String parameter = Printer.print(aggregation.parameter().orElseThrow());
    QueryTime.Range range = (QueryTime.Range) query.time();
    Scalar first = (Scalar) backend.query(Query.instant(parameter).at(range.start())).result();
    Expression fixed =
        new Aggregation(
            aggregation.aggregator(),
            Optional.of(new NumberLiteral(first.value(), false, Span.NONE)),
            aggregation.operand(),
            aggregation.grouping(),
            aggregation.without(),
            Span.NONE);
    return query.withPromql(Printer.print(fixed));
  }

  /* A part of one point is no instant query, but is taken for one: sums go another way. */
  @Test
  void partsAreNeverOnePointAlone() {
    for (int most = 3; most < 12; most++) {
      for (int points = most + 1; points < 60; points++) {
        List<StepGrid> parts = new StepGrid(7, 7 + (points - 1) * 5L, 5).parts(most);
        long sum = 0;
        long next = 7;
        for (StepGrid part : parts) {
          assertThat(part.points()).isBetween(2L, (long) most);
          assertThat(part.start()).isEqualTo(next);
          next = part.end() + 5;
          sum += part.points();
        }
        assertThat(sum).isEqualTo(points);
      }
    }
  }

  /** A store that gives later series first when it is asked about an early time. */
  private record Reordering(SeriesReader reader) implements SeriesReader {
    @Override
    public SeriesSelection select(List<Matcher> matchers, TimeRange range) {
      SeriesSelection selection = reader.select(matchers, range);
      List<Series> series = new ArrayList<>(selection.series());
      if (range.endMillis() < 400_000) {
        Collections.reverse(series);
      }
      return new SeriesSelection() {
        @Override
        public List<? extends Series> series() {
          return series;
        }

        @Override
        public void close() {
          selection.close();
        }
      };
    }

    @Override
    public List<Labels> labelSets(List<Matcher> matchers, TimeRange range) {
      return reader.labelSets(matchers, range);
    }

    @Override
    public List<String> labelNames(List<Matcher> matchers, TimeRange range) {
      return reader.labelNames(matchers, range);
    }

    @Override
    public List<String> labelValues(String name, List<Matcher> matchers, TimeRange range) {
      return reader.labelValues(name, matchers, range);
    }
  }
}

package lampas.promql.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lampas.model.label.Labels;
import lampas.model.label.Matcher;
import lampas.model.series.SeriesReader;
import lampas.model.series.SeriesSelection;
import lampas.model.series.TimeRange;
import lampas.promql.Dialect;
import lampas.promql.engine.Engine;
import lampas.promql.engine.EngineOptions;
import lampas.promql.engine.QueryOptions;
import lampas.promql.script.SeriesFixture;
import org.junit.jupiter.api.Test;

class TimeReachTest {
  private static final Duration LOOKBACK = Duration.ofMinutes(5);
  private static final TimeRange QUERY = new TimeRange(1_000_000, 2_000_000);

  private static Optional<TimeRange> samples(String text) {
    return TimeReach.of(Parser.parse(text), QUERY, Duration.ofSeconds(10), LOOKBACK).samples();
  }

  private static Optional<TimeRange> seconds(long from, long to) {
    return Optional.of(new TimeRange(from * 1000, to * 1000));
  }

  @Test
  void anInstantSelectorLooksBack() {
    assertThat(samples("up")).isEqualTo(seconds(700, 2000));
  }

  @Test
  void windowsOffsetsAndSubqueriesAddUp() {
    assertThat(samples("rate(x[1h])")).isEqualTo(seconds(1000 - 3600, 2000));
    assertThat(samples("rate(x[10s] offset 60s)")).isEqualTo(seconds(930, 1940));
    assertThat(samples("x offset -60s")).isEqualTo(seconds(760, 2060));
    assertThat(samples("max_over_time(rate(x[60s])[100s:10s] offset 20s)"))
        .isEqualTo(seconds(1000 - 20 - 100 - 60, 1980));
  }

  @Test
  void theWidestOfAllPartsCounts() {
    assertThat(samples("rate(x[60s]) / on() group_left() (y offset 1000s)"))
        .isEqualTo(seconds(-300, 2000));
    assertThat(samples("quantile(scalar(z offset 1h), x)")).isEqualTo(seconds(-2900, 2000));
  }

  @Test
  void aFixedTimeIsWhereItIs() {
    assertThat(samples("x @ 5000")).isEqualTo(seconds(4700, 5000));
    assertThat(samples("x @ start()")).isEqualTo(seconds(700, 1000));
    assertThat(samples("x @ end() offset 100s")).isEqualTo(seconds(1600, 1900));
    assertThat(samples("sum_over_time((x @ 5000)[100s:10s])")).isEqualTo(seconds(4700, 5000));
    assertThat(samples("sum_over_time(x[100s:10s] @ 5000)")).isEqualTo(seconds(4600, 5000));
  }

  @Test
  void whatReadsNoSamplesReachesNowhere() {
    TimeReach reach = TimeReach.of(Parser.parse("vector(time())"), QUERY, LOOKBACK);
    assertThat(reach.isNothing()).isTrue();
    assertThat(reach.back()).isZero();
    assertThat(reach.ahead()).isZero();
    assertThat(reach.length()).isZero();
  }

  @Test
  void durationsAreComputed() {
    assertThat(samples("rate(x[2 * step()])")).isEqualTo(seconds(980, 2000));
    assertThat(samples("rate(x[range() + 1s])")).isEqualTo(seconds(-1, 2000));
    assertThat(samples("rate(x[min_of(1m, 90s)] offset (1h - 30m))"))
        .isEqualTo(seconds(1000 - 1800 - 60, 200));
    assertThat(samples("rate(x[1h / (step() - 10)])")).contains(TimeRange.all());
  }

  @Test
  void aStepThatIsNotKnownMakesItAllOfTime() {
    TimeReach reach =
        TimeReach.of(
            Parser.parse("rate(x[step()])"), Instant.EPOCH, Instant.ofEpochSecond(9), LOOKBACK);
    assertThat(reach.samples()).contains(TimeRange.all());
    assertThat(reach.back()).isEqualTo(Duration.ofMillis(Long.MAX_VALUE));
    assertThat(reach.ahead().toDays()).isGreaterThan(100_000_000_000L);
    assertThat(reach.length()).isEqualTo(Duration.ofMillis(Long.MAX_VALUE));
  }

  @Test
  void smoothedLooksAheadAndAnchoredFurtherBack() {
    assertThat(samples("rate(x[60s] smoothed)")).isEqualTo(seconds(640, 2300));
    assertThat(samples("rate(x[60s] anchored)")).isEqualTo(seconds(640, 2000));
  }

  @Test
  void backAndAheadAreTheDistancesFromTheQuery() {
    TimeReach reach =
        TimeReach.of(
            Parser.parse("rate(x[1h]) + y offset -10m"),
            Instant.ofEpochSecond(1000),
            Instant.ofEpochSecond(2000),
            LOOKBACK);
    assertThat(reach.back()).isEqualTo(Duration.ofHours(1));
    assertThat(reach.ahead()).isEqualTo(Duration.ofMinutes(10));
    assertThat(reach.length()).isEqualTo(Duration.ofSeconds(3600 + 1000 + 600));
  }

  @Test
  void theEndsOfTimeDoNotOverflow() {
    Expression far = Parser.parse("x @ -9e15 offset 200y");
    assertThat(TimeReach.of(far, new TimeRange(0, 0), LOOKBACK).samples()).isPresent();
    Expression back = Parser.parse("x offset 290y");
    assertThat(TimeReach.of(back, TimeRange.all(), LOOKBACK).samples())
        .hasValueSatisfying(range -> assertThat(range.startMillis()).isEqualTo(Long.MIN_VALUE));
  }

  /* The engine never asks its reader for more than the reach. */
  @Test
  void theEngineReadsNothingBeyondIt() {
    List<String> expressions =
        List.of(
            "x",
            "rate(x[1m])",
            "sum_over_time(x[2m:7s] offset 13s)",
            "sum_over_time(rate(x[1m] offset 3s)[2m:7s] @ 1500 offset 13s)",
            "x @ end() offset -1m",
            "rate(x[1m] smoothed)",
            "rate(x[1m] anchored)",
            "increase(x[step() * 3])",
            "info(rate(x[1m] offset 1h))",
            "info(sum_over_time((x offset 1m)[10m:1m] offset 2m))",
            "info(vector(1))",
            "timestamp(x offset 2m)");
    for (Dialect dialect : Dialect.values()) {
      for (String text : expressions) {
        if (dialect == Dialect.PROMETHEUS_3 || !text.matches(".*(ed|info|step).*")) {
          Expression expression = Parser.parse(text);
          TimeReach reach = TimeReach.of(expression, QUERY, Duration.ofSeconds(10), LOOKBACK);
          Engine.create(EngineOptions.defaults().withDialect(dialect))
              .range(
                  new Watched(reach),
                  expression,
                  QUERY.startMillis(),
                  QUERY.endMillis(),
                  10_000,
                  QueryOptions.none());
        }
      }
    }
  }

  private static final class Watched implements SeriesReader {
    private final SeriesReader reader =
        SeriesFixture.of(
            Duration.ofSeconds(15),
            "x{instance=\"a\"} 0+1x200",
            "target_info{instance=\"a\"} 1x200");
    private final TimeReach reach;

    Watched(TimeReach reach) {
      this.reach = reach;
    }

    @Override
    public SeriesSelection select(List<Matcher> matchers, TimeRange range) {
      TimeRange most = reach.samples().orElseThrow();
      assertThat(range.startMillis()).isGreaterThanOrEqualTo(most.startMillis());
      assertThat(range.endMillis()).isLessThanOrEqualTo(most.endMillis());
      return reader.select(matchers, range);
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

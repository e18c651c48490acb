package lampas.client.embedded;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import lampas.client.Backend;
import lampas.client.ClientFailure;
import lampas.client.Query;
import lampas.client.QueryTime;
import lampas.client.SeriesScope;
import lampas.client.range.AnswerLimit;
import lampas.model.error.LampasException;
import lampas.model.label.Labels;
import lampas.model.label.Matcher;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryCost;
import lampas.model.series.SeriesReader;
import lampas.model.series.TimeRange;
import lampas.promql.engine.Engine;
import lampas.promql.engine.QueryOptions;
import lampas.promql.engine.QueryStatistics;
import lampas.promql.explain.EmptyAnswers;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.ParseException;
import lampas.promql.syntax.Parser;

/**
 * Answers queries in this process, as a Lampas server with the same engine and store would.
 *
 * <p>Thread-safe; a query runs on the thread that asks, and ends when that is interrupted. What the
 * engine refuses comes as {@link ClientFailure.Refused} with the status and the error type of
 * Prometheus's API. There is no limit on the points of a range; a query's timeout counts where it
 * is shorter than the engine's. Times are rounded down to milliseconds.
 */
public final class EmbeddedBackend implements Backend {
  /* Times beyond some 285,000 years from the epoch are refused: sums of two still fit. */
  private static final long FARTHEST_SECONDS = (1L << 53) / 1000;

  private final Engine engine;
  private final SeriesReader reader;
  private final Clock clock;
  private final LongSupplier nanoTime;

  private EmbeddedBackend(Engine engine, SeriesReader reader, Clock clock, LongSupplier nanoTime) {
    this.engine = engine;
    this.reader = reader;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /** A backend over a store; the clock says what its present is. */
  public static EmbeddedBackend of(Engine engine, SeriesReader reader, Clock clock) {
    return new EmbeddedBackend(engine, reader, clock, System::nanoTime);
  }

  /** How long an instant selector looks back if the query does not say. */
  public Duration lookback() {
    return engine.options().lookback();
  }

  @Override
  public QueryAnswer query(Query query) {
    return refusing(() -> AnswerLimit.apply(answer(query), query.limit()));
  }

  private QueryAnswer answer(Query query) {
    Expression expression = Parser.parse(query.promql(), engine.options().parser());
    QueryStatistics statistics = new QueryStatistics();
    QueryOptions options = options(query, statistics);
    long begun = nanoTime.getAsLong();
    QueryAnswer answer =
        switch (query.time()) {
          case QueryTime.Now now -> instant(expression, clock.millis(), options);
          case QueryTime.At(Instant time) -> instant(expression, millis("time", time), options);
          case QueryTime.Range range -> range(expression, range, options);
        };
    return query.statistics()
        ? Answers.withCost(answer, cost(nanoTime.getAsLong() - begun, statistics))
        : answer;
  }

  private QueryAnswer instant(Expression expression, long time, QueryOptions options) {
    return EmptyAnswers.instant(
        engine.instant(reader, expression, time, options),
        engine,
        reader,
        expression,
        time,
        options);
  }

  private QueryAnswer range(Expression expression, QueryTime.Range range, QueryOptions options) {
    long start = millis("start", range.start());
    long end = millis("end", range.end());
    long step = range.step().toMillis();
    return EmptyAnswers.range(
        engine.range(reader, expression, start, end, step, options),
        engine,
        reader,
        expression,
        start,
        end,
        step,
        options);
  }

  private static long millis(String parameter, Instant time) {
    if (Math.abs(time.getEpochSecond()) >= FARTHEST_SECONDS) {
      throw Refusals.badData(
          "invalid parameter \"%s\": cannot parse \"%s\" to a valid timestamp"
              .formatted(parameter, time));
    }
    return time.toEpochMilli();
  }

  private static QueryOptions options(Query query, QueryStatistics statistics) {
    QueryOptions options = QueryOptions.none().withText(query.promql()).withStatistics(statistics);
    if (query.lookback().isPresent()) {
      options = options.withLookback(query.lookback().get());
    }
    return query.timeout().isPresent() ? options.withTimeout(query.timeout().get()) : options;
  }

  private static QueryCost cost(long nanos, QueryStatistics statistics) {
    return new QueryCost(
        OptionalDouble.of(nanos / (double) TimeUnit.SECONDS.toNanos(1)),
        OptionalLong.of(statistics.queryableSamples()),
        OptionalLong.of(statistics.peakSamples()),
        OptionalLong.of(statistics.series()));
  }

  @Override
  public List<Labels> series(SeriesScope scope) {
    if (scope.selectors().isEmpty()) {
      throw Refusals.badData("no match[] parameter provided");
    }
    return union(scope, (matchers, range) -> reader.labelSets(matchers, range));
  }

  @Override
  public List<String> labelNames(SeriesScope scope) {
    return union(scope, (matchers, range) -> reader.labelNames(matchers, range));
  }

  @Override
  public List<String> labelValues(String name, SeriesScope scope) {
    if (name.isEmpty()) {
      throw Refusals.badData("invalid label name: \"\"");
    }
    return union(scope, (matchers, range) -> reader.labelValues(name, matchers, range));
  }

  @FunctionalInterface
  private interface Question<T> {
    List<T> ask(List<Matcher> matchers, TimeRange range);
  }

  private static <T extends Comparable<? super T>> List<T> union(
      SeriesScope scope, Question<T> question) {
    long start = scope.start().map(time -> millis("start", time)).orElse(Long.MIN_VALUE);
    long end = scope.end().map(time -> millis("end", time)).orElse(Long.MAX_VALUE);
    TimeRange range = new TimeRange(start, end);
    return refusing(() -> {
      if (scope.selectors().isEmpty()) {
        return question.ask(List.of(), range);
      }
      TreeSet<T> all = new TreeSet<>();
      scope.selectors().forEach(selector -> all.addAll(question.ask(matchers(selector), range)));
      return List.copyOf(all);
    });
  }

  private static List<Matcher> matchers(String selector) {
    try {
      return Parser.parseMetricSelector(selector);
    } catch (ParseException wrong) {
      throw Refusals.notParsed("match[]", wrong);
    }
  }

  private static <T> T refusing(Supplier<T> question) {
    try {
      return question.get();
    } catch (LampasException failed) {
      throw Refusals.of(failed);
    } catch (StackOverflowError deep) {
      throw Refusals.tooDeep(deep);
    }
  }
}

package lampas.client.range;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import lampas.client.Backend;
import lampas.client.Query;
import lampas.client.QueryTime;
import lampas.client.SeriesScope;
import lampas.model.label.Labels;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult.Matrix;
import lampas.model.result.QueryResult.MatrixSeries;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.ParseException;
import lampas.promql.syntax.Parser;
import lampas.promql.syntax.Printer;

/**
 * Another backend, of which finished parts of range queries are remembered.
 *
 * <p>Only what the expression proves to be the same in every range is kept, of answers that are
 * whole, without warnings and infos, and only at times that look at no sample newer than the
 * freshness, see {@link CacheSettings}. A query gets the times it asks for and no others: parts are
 * shared between queries whose steps fall on the same times. What is missing is asked for, each
 * part once at a time. Thread-safe.
 */
public final class CachedRanges implements Backend {
  private final Backend backend;
  private final CacheSettings settings;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final ConcurrentAsks asks;
  private final Flights<Missing> flights = new Flights<>();
  private final Cache<RangeKey, Extents> cache;

  private record Missing(RangeKey key, StepGrid grid, boolean statistics) {}

  /** A range query that may be kept. */
  private record Question(Query query, Expression expression, StepGrid grid, RangeKey key) {}

  private CachedRanges(
      Backend backend, CacheSettings settings, Clock clock, LongSupplier nanoTime) {
    this.backend = backend;
    this.settings = settings;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.asks = ConcurrentAsks.of(settings.concurrency(), nanoTime);
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(settings.bytes())
            .weigher(CachedRanges::weight)
            .executor(Runnable::run)
            .build();
  }

  /** A backend around another one; the clock says what is old enough to be kept. */
  public static CachedRanges of(Backend backend, CacheSettings settings, Clock clock) {
    return new CachedRanges(backend, settings, clock, System::nanoTime);
  }

  static CachedRanges of(
      Backend backend, CacheSettings settings, Clock clock, LongSupplier nanoTime) {
    return new CachedRanges(backend, settings, clock, nanoTime);
  }

  /** How much is remembered, in bytes, about. */
  public long bytes() {
    cache.cleanUp();
    return cache.asMap().entrySet().stream()
        .mapToLong(entry -> weight(entry.getKey(), entry.getValue()))
        .sum();
  }

  /** Forgets all. */
  public void clear() {
    cache.invalidateAll();
  }

  @Override
  public QueryAnswer query(Query query) {
    Optional<Question> question = question(query);
    return question.isPresent() ? answer(question.get()) : backend.query(query);
  }

  /* One point is not kept: a server may take it for an instant query. */
  private static Optional<Question> question(Query query) {
    if (!(query.time() instanceof QueryTime.Range range)) {
      return Optional.empty();
    }
    Optional<StepGrid> grid = StepGrid.of(range);
    if (grid.isEmpty() || grid.get().points() < 2) {
      return Optional.empty();
    }
    try {
      Expression expression = Parser.parse(query.promql());
      RangeKey key = RangeKey.of(Printer.print(expression), grid.get(), query.lookback());
      return SplitProof.obstacle(expression).isPresent()
          ? Optional.empty()
          : Optional.of(new Question(query, expression, grid.get(), key));
    } catch (ParseException unreadable) {
      return Optional.empty();
    }
  }

  private QueryAnswer answer(Question question) {
    Extents known = known(question.key);
    List<StepGrid> missing = known.missing(question.grid);
    List<QueryAnswer> fetched = fetched(question, missing);
    for (int i = 0; i < fetched.size(); i++) {
      if (!MergedAnswer.isOn(missing.get(i), fetched.get(i))) {
        return backend.query(question.query);
      }
    }
    QueryAnswer whole =
        missing.size() == 1 && missing.getFirst().equals(question.grid)
            ? fetched.getFirst()
            : MergedAnswer.of(pieces(question.grid, known, missing, fetched));
    return AnswerLimit.apply(whole, question.query.limit());
  }

  private Extents known(RangeKey key) {
    Extents all = cache.getIfPresent(key);
    return all == null ? Extents.NONE : all.since(oldest());
  }

  private long oldest() {
    return nanoTime.getAsLong() - settings.maximumAge().toNanos();
  }

  /* What is known and what was fetched, in the order of time. */
  private static List<QueryAnswer> pieces(
      StepGrid grid, Extents known, List<StepGrid> missing, List<QueryAnswer> fetched) {
    List<QueryAnswer> pieces = new ArrayList<>();
    int next = 0;
    for (Extent extent : known.all()) {
      if (extent.grid().end() < grid.start() || extent.grid().start() > grid.end()) {
        continue;
      }
      while (next < missing.size() && missing.get(next).end() < extent.grid().start()) {
        pieces.add(fetched.get(next++));
      }
      pieces.add(extent.answer(grid.start(), grid.end()));
    }
    pieces.addAll(fetched.subList(next, fetched.size()));
    return pieces;
  }

  private List<QueryAnswer> fetched(Question question, List<StepGrid> missing) {
    List<Function<Duration, QueryAnswer>> questions = new ArrayList<>();
    for (StepGrid gap : missing) {
      questions.add(left -> fetched(question, gap, left));
    }
    Duration timeout = question.query.timeout().orElse(settings.timeout());
    return switch (questions.size()) {
      case 0 -> List.of();
      case 1 -> List.of(asks.alone(questions.getFirst(), timeout));
      default -> asks.all(questions, timeout);
    };
  }

  private QueryAnswer fetched(Question question, StepGrid gap, Duration left) {
    return flights.share(
        new Missing(question.key, gap, question.query.statistics()),
        left,
        () -> fetch(question, gap, left));
  }

  private QueryAnswer fetch(Question question, StepGrid gap, Duration left) {
    StepGrid asked = gap.points() > 1 ? gap : withNeighbour(gap, question.grid);
    QueryAnswer answer = backend.query(PartQuery.of(question.query, asked, left));
    if (!MergedAnswer.isOn(asked, answer)) {
      return answer;
    }
    if (isKeepable(answer)) {
      keep(question, gap, answer);
    }
    return asked.equals(gap) ? answer : answer.withResult(new Matrix(slice(answer, gap)));
  }

  /* One point alone could be taken for an instant query. */
  private static StepGrid withNeighbour(StepGrid point, StepGrid whole) {
    return point.end() == whole.end()
        ? point.part(point.start() - point.step(), point.end())
        : point.part(point.start(), point.end() + point.step());
  }

  private static List<MatrixSeries> slice(QueryAnswer answer, StepGrid grid) {
    return Extent.slice(MergedAnswer.matrix(answer).series(), grid.start(), grid.end());
  }

  private static boolean isKeepable(QueryAnswer answer) {
    return !answer.partial()
        && answer.warnings().isEmpty()
        && answer.infos().isEmpty()
        && answer.emptyReasons().isEmpty();
  }

  private void keep(Question question, StepGrid gap, QueryAnswer answer) {
    long newest = clock.millis() - settings.freshness().toMillis();
    FinishedTimes.of(question.expression, gap, newest)
        .ifPresent(finished -> {
          Extent extent = new Extent(finished, slice(answer, finished), nanoTime.getAsLong());
          cache
              .asMap()
              .compute(
                  question.key,
                  (key, kept) -> (kept == null ? Extents.NONE : kept.since(oldest())).with(extent));
        });
  }

  private static int weight(RangeKey key, Extents extents) {
    return (int) Math.min(Integer.MAX_VALUE, 2L * key.expression().length() + extents.bytes());
  }

  @Override
  public List<Labels> series(SeriesScope scope) {
    return backend.series(scope);
  }

  @Override
  public List<String> labelNames(SeriesScope scope) {
    return backend.labelNames(scope);
  }

  @Override
  public List<String> labelValues(String name, SeriesScope scope) {
    return backend.labelValues(name, scope);
  }
}

package lampas.client.range;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import lampas.client.Backend;
import lampas.client.Query;
import lampas.client.QueryTime;
import lampas.client.SeriesScope;
import lampas.client.range.SplitDecision.Reason;
import lampas.client.range.SplitDecision.Split;
import lampas.client.range.SplitDecision.Whole;
import lampas.model.label.Labels;
import lampas.model.result.QueryAnswer;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.ParseException;
import lampas.promql.syntax.Parser;

/**
 * Another backend, of which range queries with more points than it gives at once are asked in
 * parts, where the expression proves that the answer stays the same; all else is sent as it is.
 *
 * <p>Thread-safe. Parts run at the same time, see {@link SplitSettings}; the first that fails is
 * the failure of the query and ends the others. A backend that moves the evaluation times is found
 * out and asked for the whole. The proof holds for PromQL as Prometheus evaluates it.
 */
public final class SplittingBackend implements Backend {
  private final Backend backend;
  private final SplitSettings settings;
  private final ConcurrentAsks asks;

  private SplittingBackend(Backend backend, SplitSettings settings, LongSupplier nanoTime) {
    this.backend = backend;
    this.settings = settings;
    this.asks = ConcurrentAsks.of(settings.concurrency(), nanoTime);
  }

  /** A backend around another one. */
  public static SplittingBackend of(Backend backend, SplitSettings settings) {
    return new SplittingBackend(backend, settings, System::nanoTime);
  }

  static SplittingBackend of(Backend backend, SplitSettings settings, LongSupplier nanoTime) {
    return new SplittingBackend(backend, settings, nanoTime);
  }

  /** Whether a query is asked in parts, in which, and if not, why. */
  public SplitDecision decide(Query query) {
    if (!(query.time() instanceof QueryTime.Range range)) {
      return new Whole(Reason.NO_RANGE, "one evaluation time");
    }
    return StepGrid.of(range)
        .map(grid -> decide(query, grid))
        .orElseGet(() -> new Whole(Reason.FRACTIONS, range + " (expected: whole milliseconds)"));
  }

  private SplitDecision decide(Query query, StepGrid grid) {
    if (grid.points() <= settings.mostPoints()) {
      return new Whole(
          Reason.FITS, "%d points (at most %d)".formatted(grid.points(), settings.mostPoints()));
    }
    try {
      Expression expression = Parser.parse(query.promql());
      SplitDecision split =
          new Split(grid.parts(settings.mostPoints()).stream().map(StepGrid::toRange).toList());
      return SplitProof.obstacle(expression).map(SplitDecision.class::cast).orElse(split);
    } catch (ParseException unreadable) {
      return new Whole(Reason.NOT_PARSED, String.valueOf(unreadable.getMessage()));
    }
  }

  @Override
  public QueryAnswer query(Query query) {
    return switch (decide(query)) {
      case Whole whole -> backend.query(query);
      case Split(List<QueryTime.Range> parts) -> inParts(query, parts);
    };
  }

  private QueryAnswer inParts(Query query, List<QueryTime.Range> parts) {
    List<StepGrid> grids = parts.stream().map(part -> StepGrid.of(part).orElseThrow()).toList();
    List<Function<Duration, QueryAnswer>> questions = new ArrayList<>();
    for (StepGrid grid : grids) {
      questions.add(left -> backend.query(PartQuery.of(query, grid, left)));
    }
    List<QueryAnswer> answers = asks.all(questions, query.timeout().orElse(settings.timeout()));
    for (int i = 0; i < answers.size(); i++) {
      if (!MergedAnswer.isOn(grids.get(i), answers.get(i))) {
        return backend.query(query);
      }
    }
    return AnswerLimit.apply(MergedAnswer.of(answers), query.limit());
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

package lampas.promql.explain;

import java.time.Duration;
import java.util.List;
import lampas.model.error.LampasException;
import lampas.model.result.EmptyReason;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult;
import lampas.model.series.SeriesReader;
import lampas.promql.engine.Engine;
import lampas.promql.engine.QueryOptions;
import lampas.promql.engine.QueryStatistics;
import lampas.promql.syntax.Expression;

/**
 * Finds out why an answer is empty: which selector found nothing and what is there instead, which
 * comparison let nothing pass, which operator's sides do not match.
 *
 * <p>It asks the engine for parts of the expression again, within {@link #BUDGET} and at most as
 * long as the query itself may take; what it could not find out in that time it says so. An answer
 * that is not empty is left as it is, at no cost. Stateless and thread-safe.
 */
public final class EmptyAnswers {
  /** How long an explanation may take. */
  public static final Duration BUDGET = Duration.ofSeconds(1);

  private EmptyAnswers() {}

  /** Explains the answer of an instant query, if it is empty. */
  public static QueryAnswer instant(
      QueryAnswer answer,
      Engine engine,
      SeriesReader reader,
      Expression expression,
      long timeMillis,
      QueryOptions options) {
    return range(answer, engine, reader, expression, timeMillis, timeMillis, 1, options);
  }

  /** Explains the answer of a range query, if it is empty. */
  public static QueryAnswer range(
      QueryAnswer answer,
      Engine engine,
      SeriesReader reader,
      Expression expression,
      long startMillis,
      long endMillis,
      long stepMillis,
      QueryOptions options) {
    if (!isEmpty(answer.result())) {
      return answer;
    }
    Duration budget =
        options.timeout().filter(timeout -> timeout.compareTo(BUDGET) < 0).orElse(BUDGET);
    QueryOptions own = options.withTimeout(budget).withStatistics(new QueryStatistics());
    Probe probe = new Probe(engine, reader, startMillis, endMillis, stepMillis, own);
    return answer.withEmptyReasons(reasons(probe, expression));
  }

  private static List<EmptyReason> reasons(Probe probe, Expression expression) {
    try {
      return new Causes(probe).of(expression);
    } catch (LampasException failed) {
      /* The answer itself is right, whatever keeps it from being explained. */
      return List.of(
          Probe.reason(
              EmptyReason.Kind.GAVE_UP,
              expression,
              "could not find out why: " + failed.getMessage()));
    }
  }

  private static boolean isEmpty(QueryResult result) {
    return switch (result) {
      case QueryResult.Vector(var samples) -> samples.isEmpty();
      case QueryResult.Matrix(var series) -> series.isEmpty();
      case QueryResult.Scalar scalar -> false;
      case QueryResult.Text text -> false;
    };
  }
}

package lampas.promql.engine;

import java.util.function.LongSupplier;
import lampas.model.result.QueryAnswer;
import lampas.model.series.SeriesReader;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Parser;

/**
 * Evaluates PromQL over any {@link SeriesReader}, in the {@link lampas.promql.Dialect} of its
 * options: by default with the semantics of Prometheus 3.
 *
 * <p>Stateless and thread-safe: any number of threads may query at once, each query runs on the
 * thread that asks. Times are milliseconds since the epoch.
 *
 * <p>All queries throw {@link lampas.promql.PromqlException} if the expression does not parse,
 * {@link EvaluationException} if it fails on the data, takes too long, holds too many samples or is
 * cancelled, and whatever {@link lampas.model.error.LampasException} the reader throws.
 */
public final class Engine {
  private final EngineOptions options;
  private final LongSupplier nanoTime;

  private Engine(EngineOptions options, LongSupplier nanoTime) {
    this.options = options;
    this.nanoTime = nanoTime;
  }

  /** An engine with the given settings. */
  public static Engine create(EngineOptions options) {
    return new Engine(options, System::nanoTime);
  }

  /* For tests of the timeout. */
  static Engine create(EngineOptions options, LongSupplier nanoTime) {
    return new Engine(options, nanoTime);
  }

  public EngineOptions options() {
    return options;
  }

  /** The value of an expression at one time. */
  public QueryAnswer instant(SeriesReader reader, String query, long timeMillis) {
    return instant(reader, query, timeMillis, QueryOptions.none());
  }

  /** The value of an expression at one time. */
  public QueryAnswer instant(
      SeriesReader reader, String query, long timeMillis, QueryOptions queryOptions) {
    QuerySpan span = QuerySpan.at(timeMillis);
    return answers(reader, queryOptions.withText(query), span)
        .instant(Parser.parse(query, options.parser()));
  }

  /**
   * The value of an expression at one time: a scalar, a text, a vector, or a matrix for a range
   * selector.
   */
  public QueryAnswer instant(
      SeriesReader reader, Expression expression, long timeMillis, QueryOptions queryOptions) {
    return answers(reader, queryOptions, QuerySpan.at(timeMillis)).instant(expression);
  }

  /** The values of an expression at every step from the start to the end, both included. */
  public QueryAnswer range(
      SeriesReader reader, String query, long startMillis, long endMillis, long stepMillis) {
    return range(reader, query, startMillis, endMillis, stepMillis, QueryOptions.none());
  }

  /**
   * The values of an expression at every step from the start to the end, both included; a matrix.
   *
   * @throws IllegalArgumentException unless the step is positive and the end not before the start
   */
  public QueryAnswer range(
      SeriesReader reader,
      String query,
      long startMillis,
      long endMillis,
      long stepMillis,
      QueryOptions queryOptions) {
    QuerySpan span = QuerySpan.range(startMillis, endMillis, stepMillis);
    return answers(reader, queryOptions.withText(query), span)
        .range(Parser.parse(query, options.parser()));
  }

  /**
   * The values of an expression at every step from the start to the end, both included; a matrix.
   *
   * @throws IllegalArgumentException unless the step is positive and the end not before the start
   */
  public QueryAnswer range(
      SeriesReader reader,
      Expression expression,
      long startMillis,
      long endMillis,
      long stepMillis,
      QueryOptions queryOptions) {
    QuerySpan span = QuerySpan.range(startMillis, endMillis, stepMillis);
    return answers(reader, queryOptions, span).range(expression);
  }

  private Answers answers(SeriesReader reader, QueryOptions query, QuerySpan span) {
    Remarks remarks = new Remarks(query.text().orElse(""));
    return new Answers(new QueryRun(reader, options, query, span, remarks, nanoTime));
  }
}

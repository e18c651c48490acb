package lampas.promql.junit;

import java.time.Duration;
import lampas.model.time.PrometheusDuration;
import lampas.promql.script.QueryTime;

/** An assertion on a query that is still to be asked. */
public final class QueryAssert {
  private final PromqlQuery query;

  QueryAssert(PromqlQuery query) {
    this.query = query;
  }

  /** Asks the query at one time, such as {@code 10m}, counted from the start. */
  public AnswerAssert at(String time) {
    return at(PrometheusDuration.parse(time));
  }

  /** Asks the query at one time, counted from the start. */
  public AnswerAssert at(Duration time) {
    return AnswerAssert.ask(query, new QueryTime.Instant(time.toMillis()));
  }

  /**
   * Asks the query at every step from a start to an end, both included, such as {@code over("0m",
   * "10m", "1m")}.
   *
   * @throws IllegalArgumentException if the step is 0 or the end is before the start
   */
  public AnswerAssert over(String start, String end, String step) {
    return AnswerAssert.ask(
        query,
        new QueryTime.Range(
            PrometheusDuration.parse(start).toMillis(),
            PrometheusDuration.parse(end).toMillis(),
            PrometheusDuration.parse(step).toMillis()));
  }
}

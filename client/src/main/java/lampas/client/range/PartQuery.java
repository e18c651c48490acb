package lampas.client.range;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import lampas.client.Query;

/** A query about some of the times of another one. */
public final class PartQuery {
  private PartQuery() {}

  /**
   * The same question about the times of a grid, without the limit, which is for the whole: the
   * first series of every part need not be the same.
   */
  public static Query of(Query query, StepGrid grid, Duration timeout) {
    return new Query(
        query.promql(),
        grid.toRange(),
        Optional.of(timeout),
        query.lookback(),
        OptionalInt.empty(),
        query.statistics());
  }
}

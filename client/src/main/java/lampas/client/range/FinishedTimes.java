package lampas.client.range;

import java.time.Duration;
import java.util.Optional;
import lampas.model.series.TimeRange;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.TimeReach;

/** Up to when an answer looks only at samples that do not change any more. */
final class FinishedTimes {
  private FinishedTimes() {}

  /**
   * The first times of a grid whose answer is finished; empty if there are none.
   *
   * @param newest the newest moment whose samples are all there
   */
  static Optional<StepGrid> of(Expression expression, StepGrid grid, long newest) {
    if (latest(expression, grid, grid.start()) > newest) {
      return Optional.empty();
    }
    /* What is looked at never ends earlier for a later time: halve until the last one is found. */
    long low = 0;
    long high = grid.points() - 1;
    while (low < high) {
      long middle = low + (high - low + 1) / 2;
      if (latest(expression, grid, grid.time(middle)) <= newest) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return Optional.of(grid.part(grid.start(), grid.time(low)));
  }

  private static long latest(Expression expression, StepGrid grid, long end) {
    TimeRange times = new TimeRange(grid.start(), end);
    /* How far back it looks does not matter here. */
    return TimeReach.of(expression, times, Duration.ofMillis(grid.step()), Duration.ofMinutes(5))
        .samples()
        .map(TimeRange::endMillis)
        .orElse(Long.MIN_VALUE);
  }
}

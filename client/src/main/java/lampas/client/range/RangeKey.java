package lampas.client.range;

import java.time.Duration;
import java.util.Optional;

/**
 * What answers must have in common to be parts of one: the expression in canonical text, the step,
 * where the steps lie, and the lookback.
 *
 * @param phase the start modulo the step
 */
record RangeKey(String expression, long step, long phase, Optional<Duration> lookback) {
  static RangeKey of(String expression, StepGrid grid, Optional<Duration> lookback) {
    return new RangeKey(
        expression, grid.step(), Math.floorMod(grid.start(), grid.step()), lookback);
  }
}

package lampas.promql.aggregate;

import lampas.promql.Dialect;

/** The accumulators of the aggregation operators. */
public final class Accumulators {
  private Accumulators() {}

  public static Accumulator.Factory sum() {
    return SumAccumulator::new;
  }

  public static Accumulator.Factory average() {
    return AverageAccumulator::new;
  }

  public static Accumulator.Factory minimum() {
    return (pool, steps) ->
        new PairwiseAccumulator(pool, steps, value -> value, PairwiseAccumulator::smaller);
  }

  public static Accumulator.Factory maximum() {
    return (pool, steps) ->
        new PairwiseAccumulator(pool, steps, value -> value, PairwiseAccumulator::larger);
  }

  public static Accumulator.Factory count() {
    return (pool, steps) ->
        new PairwiseAccumulator(pool, steps, value -> 1, (count, value) -> count + 1);
  }

  /** 1 wherever the group has a value. */
  public static Accumulator.Factory group() {
    return (pool, steps) -> new PairwiseAccumulator(pool, steps, value -> 1, (one, value) -> 1);
  }

  /** The variance of the population. */
  public static Accumulator.Factory variance(Dialect dialect) {
    return (pool, steps) -> new VarianceAccumulator(pool, steps, dialect);
  }

  /** The standard deviation of the population. */
  public static Accumulator.Factory deviation(Dialect dialect) {
    return (pool, steps) -> new DeviationAccumulator(pool, steps, dialect);
  }

  /** The quantile that is asked for at each step. */
  public static Accumulator.Factory quantile(double[] quantiles) {
    return (pool, steps) -> new QuantileAccumulator(pool, quantiles);
  }
}

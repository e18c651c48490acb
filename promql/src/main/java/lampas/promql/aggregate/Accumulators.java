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
    return numbers((pool, steps, findings) ->
        new PairwiseAccumulator(pool, steps, PairwiseAccumulator::smaller));
  }

  public static Accumulator.Factory maximum() {
    return numbers((pool, steps, findings) ->
        new PairwiseAccumulator(pool, steps, PairwiseAccumulator::larger));
  }

  /** How many numbers and histograms there are. */
  public static Accumulator.Factory count() {
    return (pool, steps, findings) -> new CountAccumulator(pool, steps, count -> count + 1);
  }

  /** 1 wherever the group has a number or a histogram. */
  public static Accumulator.Factory group() {
    return (pool, steps, findings) -> new CountAccumulator(pool, steps, count -> 1);
  }

  /** The variance of the population. */
  public static Accumulator.Factory variance(Dialect dialect) {
    return numbers((pool, steps, findings) -> new VarianceAccumulator(pool, steps, dialect));
  }

  /** The standard deviation of the population. */
  public static Accumulator.Factory deviation(Dialect dialect) {
    return numbers((pool, steps, findings) -> new DeviationAccumulator(pool, steps, dialect));
  }

  /** The quantile that is asked for at each step. */
  public static Accumulator.Factory quantile(double[] quantiles) {
    return numbers((pool, steps, findings) -> new QuantileAccumulator(pool, quantiles));
  }

  private static Accumulator.Factory numbers(Accumulator.Factory factory) {
    return (pool, steps, findings) ->
        new NumbersAccumulator(factory.create(pool, steps, findings), pool, findings);
  }
}

package lampas.examples.tikv.store;

import java.util.random.RandomGenerator;

/**
 * What a store does, exactly: its page shows it, and the truth tells it.
 *
 * @param qps storage commands a second
 * @param latency how long requests take, in seconds
 * @param logLag how far raft logs lag behind, in entries
 * @param commit how long raft commits take, in seconds
 * @param cpuCores processor time a second
 * @param capacityBytes what it may store
 * @param usedBytes what it stores
 * @param availableBytes what is left
 * @param leaders how many regions it leads
 * @param regions how many regions have a replica on it
 */
public record Profile(
    double qps,
    Spread latency,
    Spread logLag,
    Spread commit,
    double cpuCores,
    long capacityBytes,
    long usedBytes,
    long availableBytes,
    int leaders,
    int regions) {
  private static final long GIB = 1L << 30;

  /**
   * Values of which one in twenty lies evenly within one bucket and all others below, so that the
   * 99th percentile is known, and is what a linear interpolation of the buckets finds.
   *
   * @param usual below what the nineteen are
   * @param low the lower bound of the bucket of the twentieth
   * @param high its upper bound
   */
  public record Spread(double usual, double low, double high) {
    private static final double GOLDEN = 0.6180339887498949;

    /** The value with this number. */
    double value(long number) {
      boolean rare = number % 20 == 19;
      double place = (rare ? number / 20 : number) * GOLDEN % 1;
      return rare ? low + (high - low) * place : usual * place;
    }

    public double p99() {
      return low + 0.8 * (high - low);
    }
  }

  /**
   * The profile of a store, which differs a little from those of others of the same condition.
   *
   * @param load a factor for commands a second
   */
  public static Profile of(Condition condition, RandomGenerator random, double load) {
    boolean leaving = condition == Condition.LEAVING;
    long capacity = (800 + random.nextInt(400)) * GIB;
    double free = condition == Condition.FULL ? 0.1 : 0.5 + 0.2 * random.nextDouble();
    long available = (long) (capacity * free);
    int leaders = condition == Condition.UNEVEN ? 700 : leaving ? 0 : 290 + random.nextInt(20);
    return new Profile(
        load * (200 + random.nextInt(300)),
        condition == Condition.SLOW
            ? new Spread(0.004, 0.128, 0.256)
            : new Spread(0.002, 0.008, 0.016),
        condition == Condition.LAGGING ? new Spread(64, 5120, 10240) : new Spread(2, 4, 8),
        condition == Condition.COMMITTING_SLOWLY
            ? new Spread(0.004, 0.256, 0.512)
            : new Spread(0.002, 0.004, 0.008),
        0.5 + 3 * random.nextDouble(),
        capacity,
        capacity - available - 10 * GIB,
        available,
        leaders,
        leaving ? 40 : 900 + random.nextInt(60));
  }
}

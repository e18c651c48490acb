package lampas.examples.tikv.store;

import java.util.Optional;
import java.util.function.LongSupplier;
import lampas.metrics.Counter;
import lampas.metrics.Family;
import lampas.metrics.Gauge;
import lampas.metrics.Histogram;
import lampas.metrics.Registry;

/**
 * The metrics of one life of a store's process.
 *
 * <p>Before each scrape it catches up: everything is recorded that the store did since the last
 * one, at exactly the rates of its profile.
 */
final class TikvPage {
  private static final double RAFT_EVENTS_PER_SECOND = 200;
  private static final String[] COMMAND_TYPES = {"get", "batch_get", "prewrite", "commit"};

  /* Of ten commands five are gets, two batch gets, two prewrites, one a commit. */
  private static final int[] MIX = {0, 0, 0, 0, 0, 1, 1, 2, 2, 3};

  private final Profile profile;
  private final LongSupplier nanoTime;
  private final long startNanos;
  private final Registry registry = Registry.create();
  private final Counter[] commands = new Counter[COMMAND_TYPES.length];
  private final Histogram[] requests = new Histogram[COMMAND_TYPES.length];
  private final Histogram logLag;
  private final Optional<Histogram> commits;
  private final Counter cpu;
  private long commandsDone;
  private long raftEventsDone;
  private double cpuSecondsDone;

  TikvPage(Condition condition, Profile profile, double startSeconds, LongSupplier nanoTime) {
    this.profile = profile;
    this.nanoTime = nanoTime;
    this.startNanos = nanoTime.getAsLong();
    Family<Counter> commandFamily = registry.counters(TikvDefinitions.COMMANDS);
    Family<Histogram> requestFamily = registry.histograms(TikvDefinitions.REQUESTS);
    for (int i = 0; i < COMMAND_TYPES.length; i++) {
      commands[i] = commandFamily.with(COMMAND_TYPES[i]);
      requests[i] = requestFamily.with("kv_" + COMMAND_TYPES[i]);
    }
    Family<Gauge> sizes = registry.gauges(TikvDefinitions.SIZES);
    sizes
        .with("capacity")
        .set(condition == Condition.NOT_A_NUMBER ? Double.NaN : profile.capacityBytes());
    sizes.with("used").set((double) profile.usedBytes());
    sizes.with("available").set((double) profile.availableBytes());
    Family<Gauge> regions = registry.gauges(TikvDefinitions.REGIONS);
    regions.with("region").set(profile.regions());
    regions.with("leader").set(profile.leaders());
    logLag = registry.histogram(TikvDefinitions.LOG_LAG);
    commits =
        condition == Condition.LACKING
            ? Optional.empty()
            : Optional.of(registry.histogram(TikvDefinitions.COMMITS));
    cpu = registry.counter(TikvDefinitions.CPU);
    registry.gauge(TikvDefinitions.START).set(startSeconds);
  }

  Registry registry() {
    return registry;
  }

  /** Records what was done up to now. */
  synchronized void catchUp() {
    double elapsed = (nanoTime.getAsLong() - startNanos) / 1e9;
    for (long due = (long) (elapsed * profile.qps()); commandsDone < due; commandsDone++) {
      int type = MIX[(int) (commandsDone % MIX.length)];
      commands[type].increment();
      requests[type].observe(profile.latency().value(commandsDone));
    }
    long due = (long) (elapsed * RAFT_EVENTS_PER_SECOND);
    for (; raftEventsDone < due; raftEventsDone++) {
      long number = raftEventsDone;
      logLag.observe(profile.logLag().value(number));
      commits.ifPresent(histogram -> histogram.observe(profile.commit().value(number)));
    }
    double cpuSeconds = elapsed * profile.cpuCores();
    cpu.add(cpuSeconds - cpuSecondsDone);
    cpuSecondsDone = cpuSeconds;
  }
}

package lampas.metrics.http;

import java.util.concurrent.atomic.AtomicLong;
import lampas.metrics.Counter;
import lampas.metrics.Registry;
import lampas.model.catalogue.MetricDefinition;

/**
 * Where a failure to record goes: it is counted and, at most once a minute, logged, and never
 * reaches the exchange that was to be recorded.
 */
public final class Trouble {
  private static final System.Logger LOG = System.getLogger(Trouble.class.getName());
  private static final long QUIET_NANOS = 60_000_000_000L;

  private final Counter failures;
  private final AtomicLong nextLine = new AtomicLong(System.nanoTime());

  private Trouble(Counter failures) {
    this.failures = failures;
  }

  /** Counted in a metric of its own. */
  public static Trouble countedIn(MetricDefinition counter, Registry registry) {
    return new Trouble(registry.counter(counter));
  }

  /** Something could not be recorded. */
  public void failed(Throwable failure) {
    failures.increment();
    long now = System.nanoTime();
    long next = nextLine.get();
    if (now - next >= 0 && nextLine.compareAndSet(next, now + QUIET_NANOS)) {
      LOG.log(System.Logger.Level.ERROR, "an HTTP exchange could not be recorded", failure);
    }
  }
}

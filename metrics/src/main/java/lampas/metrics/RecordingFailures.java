package lampas.metrics;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Where a failure to record goes: it is counted and, at most once a minute, logged, and never
 * reaches the code that was to be recorded. For integrations; thread-safe.
 */
public final class RecordingFailures {
  private static final long QUIET_NANOS = 60_000_000_000L;

  private final Counter failures;
  private final System.Logger log;
  private final String message;
  private final AtomicLong nextLine = new AtomicLong(System.nanoTime());

  private RecordingFailures(Counter failures, System.Logger log, String message) {
    this.failures = failures;
    this.log = log;
    this.message = message;
  }

  /**
   * Failures of one integration.
   *
   * @param failures counts them
   * @param log is told, as an error
   * @param message what it is told, such as {@code an HTTP exchange could not be recorded}
   */
  public static RecordingFailures countedIn(Counter failures, System.Logger log, String message) {
    return new RecordingFailures(failures, log, message);
  }

  /** Something could not be recorded; never throws. */
  public void failed(Throwable failure) {
    failures.increment();
    /* Of the JDK, because a clock that was passed in may be what failed. */
    long now = System.nanoTime();
    long next = nextLine.get();
    if (now - next >= 0 && nextLine.compareAndSet(next, now + QUIET_NANOS)) {
      log.log(System.Logger.Level.ERROR, message, failure);
    }
  }
}

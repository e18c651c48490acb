package lampas.workflow;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import lampas.metrics.Counter;
import org.jspecify.annotations.Nullable;

/**
 * How everything of one runtime is recorded, and where a failure to do so goes: it is counted and,
 * once a minute, logged, and never reaches the code that was to be recorded.
 */
final class Recording {
  private static final System.Logger LOG = System.getLogger(Recording.class.getName());
  private static final long NANOS_BETWEEN_LINES = 60_000_000_000L;

  private final LongSupplier nanoTime;
  private final @Nullable WorkflowTracer tracer;
  private final Counter failures;
  private final AtomicLong nextLine = new AtomicLong(System.nanoTime());

  Recording(LongSupplier nanoTime, @Nullable WorkflowTracer tracer, Counter failures) {
    this.nanoTime = nanoTime;
    this.tracer = tracer;
    this.failures = failures;
  }

  long nanoTime() {
    return nanoTime.getAsLong();
  }

  @Nullable WorkflowTracer tracer() {
    return tracer;
  }

  void failed(Throwable failure) {
    failures.increment();
    /* Of the JDK, because ours may be what failed. */
    long now = System.nanoTime();
    long next = nextLine.get();
    if (now - next >= 0 && nextLine.compareAndSet(next, now + NANOS_BETWEEN_LINES)) {
      LOG.log(System.Logger.Level.ERROR, "a workflow could not be recorded", failure);
    }
  }
}

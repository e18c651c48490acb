package lampas.metrics.grpc;

import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import lampas.metrics.grpc.dialect.MethodId;
import lampas.metrics.grpc.limit.Rate;
import lampas.metrics.grpc.limit.TokenBucket;

/**
 * Logs unary calls that took long: method, duration and code.
 *
 * <p>Streams are not slow calls. At most ten lines a second, which say how many are missing.
 */
final class SlowCallLog {
  private static final System.Logger LOG = System.getLogger(SlowCallLog.class.getName());
  private static final Rate LINES = Rate.perSecond(10);

  private final LongSupplier nanoTime;
  private final long thresholdNanos;
  private final TokenBucket lines;
  private final AtomicLong untold = new AtomicLong();

  /** A log of calls that take as long as the threshold or longer; of none, if it is empty. */
  SlowCallLog(Optional<Duration> threshold, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    thresholdNanos = threshold.map(Duration::toNanos).orElse(Long.MAX_VALUE);
    lines = new TokenBucket(LINES, nanoTime.getAsLong());
  }

  void ended(MethodId method, Status.Code code, long nanos) {
    if (nanos < thresholdNanos || method.isStreaming()) {
      return;
    }
    if (lines.tryTake(nanoTime.getAsLong())) {
      String line = line(method, code, nanos, untold.getAndSet(0));
      /* Calls end on the thread that serves the sockets, and a log may wait for a disk. */
      Thread.startVirtualThread(() -> LOG.log(System.Logger.Level.WARNING, line));
    } else {
      untold.incrementAndGet();
    }
  }

  private String line(MethodId method, Status.Code code, long nanos, long missing) {
    String line =
        "slow call: %s took %d ms, %s (threshold: %d ms)"
            .formatted(method.path(), nanos / 1_000_000, code, thresholdNanos / 1_000_000);
    return missing == 0 ? line : line + "; " + missing + " more before it were not logged";
  }
}

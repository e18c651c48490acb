package lampas.client.http;

import java.time.Duration;
import java.util.function.LongSupplier;

/** The moment at which a call must be over. */
final class Deadline {
  private final LongSupplier nanoTime;
  private final long start;
  private final Duration timeout;

  private Deadline(LongSupplier nanoTime, Duration timeout) {
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
    this.timeout = timeout;
  }

  static Deadline after(Duration timeout, LongSupplier nanoTime) {
    return new Deadline(nanoTime, timeout);
  }

  /** How long the call may take as a whole. */
  Duration timeout() {
    return timeout;
  }

  /** How long it may still take; negative once it is over. */
  Duration left() {
    return timeout.minusNanos(nanoTime.getAsLong() - start);
  }

  /** How long it may still take; always positive. */
  Duration leftOrFail() throws TransportException {
    Duration left = left();
    if (left.toMillis() <= 0) {
      throw late(null);
    }
    return left;
  }

  TransportException late(@org.jspecify.annotations.Nullable Throwable cause) {
    return new TransportException(new TransportFault.TimedOut(timeout), cause);
  }
}

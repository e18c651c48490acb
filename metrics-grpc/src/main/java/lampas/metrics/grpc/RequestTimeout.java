package lampas.metrics.grpc;

import io.grpc.Metadata;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * The timeout that a client sends along with a request, and what follows from it for a call that
 * was cancelled.
 *
 * <p>Source: gRPC over HTTP/2, "Timeout".
 */
final class RequestTimeout {
  /** Of a request that may take as long as it likes. */
  static final long NONE = Long.MAX_VALUE;

  private static final Metadata.Key<Long> HEADER =
      Metadata.Key.of("grpc-timeout", new Marshaller());

  /*
   * A client whose deadline has passed resets the stream with the very code with which it cancels a
   * call. Only the time tells the two apart, and the client's deadline is up a little before ours: the
   * clock here began when the request arrived. So a cancellation in the last twentieth of the timeout,
   * at least the last millisecond, at most the last 100, counts as the deadline.
   */
  private static final long LEAST_SLACK = 1_000_000;
  private static final long MOST_SLACK = 100_000_000;

  private RequestTimeout() {}

  static long nanos(Metadata headers) {
    @Nullable Long timeout = headers.get(HEADER);
    return timeout == null ? NONE : timeout;
  }

  /** The code under which a call is counted. */
  static Status.Code code(Status.Code reported, long nanos, long timeoutNanos) {
    boolean late =
        reported == Status.Code.CANCELLED
            && timeoutNanos != NONE
            && nanos >= timeoutNanos - slack(timeoutNanos);
    return late ? Status.Code.DEADLINE_EXCEEDED : reported;
  }

  private static long slack(long timeoutNanos) {
    return Math.clamp(timeoutNanos / 20, LEAST_SLACK, MOST_SLACK);
  }

  private static final class Marshaller implements Metadata.AsciiMarshaller<Long> {
    @Override
    public String toAsciiString(Long nanos) {
      return nanos + "n";
    }

    /* Eight digits and a letter; who sends anything else has no timeout, and gRPC refuses the call. */
    @Override
    public Long parseAsciiString(String text) {
      int last = text.length() - 1;
      long amount = 0;
      for (int i = 0; i < last; i++) {
        int digit = text.charAt(i) - '0';
        if (digit < 0 || digit > 9 || amount > 100_000_000_000_000_000L) {
          return NONE;
        }
        amount = amount * 10 + digit;
      }
      long unit =
          last < 1
              ? 0
              : switch (text.charAt(last)) {
                case 'n' -> 1L;
                case 'u' -> 1_000L;
                case 'm' -> 1_000_000L;
                case 'S' -> 1_000_000_000L;
                case 'M' -> 60_000_000_000L;
                case 'H' -> 3_600_000_000_000L;
                default -> 0L;
              };
      return unit == 0 || amount > NONE / unit ? NONE : amount * unit;
    }
  }
}

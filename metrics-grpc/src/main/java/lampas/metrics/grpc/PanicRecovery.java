package lampas.metrics.grpc;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import lampas.metrics.Counter;
import lampas.metrics.Family;
import org.jspecify.annotations.Nullable;

/**
 * Makes a status of what a handler throws.
 *
 * <p>A thrown status is the call's status. Anything else is a panic: it is counted and logged, and
 * the client is told INTERNAL and nothing more. An {@link Error} is thrown on after that.
 */
final class PanicRecovery {
  private static final System.Logger LOG = System.getLogger(PanicRecovery.class.getName());
  private static final Status PANICKED = Status.INTERNAL.withDescription("internal error");

  private final ServerCalls calls;
  private final Family<Counter> panics;

  PanicRecovery(ServerCalls calls, Family<Counter> panics) {
    this.calls = calls;
    this.panics = panics;
  }

  /** Makes the series of a method, at 0. */
  void expect(MethodDescriptor<?, ?> method) {
    panics.with(calls.path(method));
  }

  /** Ends a call whose handler threw. */
  void end(ServerCall<?, ?> call, Throwable thrown) {
    Status status = Status.fromThrowable(thrown);
    @Nullable Metadata trailers = trailers(thrown);
    if (trailers != null && !status.isOk()) {
      close(call, status, trailers);
    } else {
      close(call, PANICKED.withCause(thrown), new Metadata());
      panicked(call, thrown);
    }
  }

  /** Takes note of what was thrown when there was no call left to end. */
  void panicked(ServerCall<?, ?> call, Throwable thrown) {
    MethodDescriptor<?, ?> method = call.getMethodDescriptor();
    panics.with(calls.path(method)).increment();
    if (thrown instanceof Error error) {
      throw error;
    }
    LOG.log(
        System.Logger.Level.ERROR, "handler of /" + method.getFullMethodName() + " failed", thrown);
  }

  /* Null if what was thrown is not a status. */
  private static @Nullable Metadata trailers(Throwable thrown) {
    @Nullable Metadata trailers;
    if (thrown instanceof StatusRuntimeException status) {
      trailers = status.getTrailers();
    } else if (thrown instanceof StatusException status) {
      trailers = status.getTrailers();
    } else {
      return null;
    }
    return trailers == null ? new Metadata() : trailers;
  }

  private static void close(ServerCall<?, ?> call, Status status, Metadata trailers) {
    try {
      call.close(status, trailers);
    } catch (IllegalStateException closedBefore) {
      /* The handler answered and then threw: the answer stands. */
      LOG.log(
          System.Logger.Level.DEBUG, "the call was closed before its handler threw", closedBefore);
    }
  }
}

package lampas.metrics.grpc;

import io.grpc.ClientCall;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.Status;

/** A call that counts from its start; one that is never started does not count. */
final class MeasuredClientCall<Q, A> extends SimpleForwardingClientCall<Q, A>
    implements LiveMethod.Timed {
  private final ClientMethod method;
  private long startNanos;

  /* Whether the end has been recorded. The end comes from gRPC once, and perhaps from us before. */
  private boolean ended;

  MeasuredClientCall(ClientCall<Q, A> call, ClientMethod method) {
    super(call);
    this.method = method;
  }

  @Override
  public long startNanos() {
    return startNanos;
  }

  @Override
  public void start(Listener<A> application, Metadata headers) {
    try {
      startNanos = method.calls().now();
      method.live().enter(this);
      method.recorder().started();
    } catch (RuntimeException | LinkageError failure) {
      method.calls().failed(failure);
    }
    boolean begun = false;
    try {
      super.start(new MeasuredClientListener<>(application, this), headers);
      begun = true;
    } finally {
      /* An interceptor further in has thrown: no listener will ever hear of this call. */
      if (!begun) {
        end(Status.UNKNOWN);
      }
    }
  }

  @Override
  public void sendMessage(Q message) {
    super.sendMessage(message);
    try {
      method.recorder().sent();
    } catch (RuntimeException | LinkageError failure) {
      method.calls().failed(failure);
    }
  }

  void received() {
    try {
      method.recorder().received();
    } catch (RuntimeException | LinkageError failure) {
      method.calls().failed(failure);
    }
  }

  void end(Status status) {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
    }
    try {
      method.live().leave(this);
      long nanos = method.calls().now() - startNanos;
      method.recorder().ended(status.getCode(), nanos, 0, 0);
    } catch (RuntimeException | LinkageError failure) {
      method.calls().failed(failure);
    }
  }
}

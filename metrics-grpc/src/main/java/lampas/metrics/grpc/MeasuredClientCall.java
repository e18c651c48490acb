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
  private boolean started;

  /* Whether the call has been entered and not left. The end comes from gRPC, or from us before. */
  private boolean live;

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
    if (started) {
      /* gRPC says what is wrong with that. */
      super.start(application, headers);
      return;
    }
    started = true;
    begin();
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

  private void begin() {
    try {
      startNanos = method.calls().now();
      method.live().enter(this);
      live = true;
      method.recorder().started();
    } catch (RuntimeException | LinkageError failure) {
      method.calls().failed(failure);
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
      if (!live) {
        return;
      }
      live = false;
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

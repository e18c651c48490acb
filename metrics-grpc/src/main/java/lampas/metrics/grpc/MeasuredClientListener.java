package lampas.metrics.grpc;

import io.grpc.ClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.Status;

/** Hears what the application hears of a call, a moment before it. */
final class MeasuredClientListener<A> extends SimpleForwardingClientCallListener<A> {
  private final MeasuredClientCall<?, A> call;

  MeasuredClientListener(ClientCall.Listener<A> application, MeasuredClientCall<?, A> call) {
    super(application);
    this.call = call;
  }

  @Override
  public void onMessage(A message) {
    call.received();
    super.onMessage(message);
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    call.end(status);
    super.onClose(status, trailers);
  }
}

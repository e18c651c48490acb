package lampas.metrics.grpc;

import io.grpc.ServerCall;
import org.jspecify.annotations.Nullable;

/**
 * Hands events to a handler and ends the call if the handler throws.
 *
 * <p>After that the handler hears only how the call ended. 24 bytes a call.
 */
final class GuardedListener<T> extends ServerCall.Listener<T> {
  private final ServerCall.Listener<T> handler;
  private final ServerCall<T, ?> call;

  /* Null once the handler has failed. */
  private @Nullable PanicRecovery recovery;

  GuardedListener(ServerCall.Listener<T> handler, ServerCall<T, ?> call, PanicRecovery recovery) {
    this.handler = handler;
    this.call = call;
    this.recovery = recovery;
  }

  @Override
  public void onMessage(T message) {
    PanicRecovery recovery = this.recovery;
    if (recovery != null) {
      try {
        handler.onMessage(message);
      } catch (Throwable thrown) {
        fail(recovery, thrown);
      }
    }
  }

  @Override
  public void onHalfClose() {
    PanicRecovery recovery = this.recovery;
    if (recovery != null) {
      try {
        handler.onHalfClose();
      } catch (Throwable thrown) {
        fail(recovery, thrown);
      }
    }
  }

  @Override
  public void onReady() {
    PanicRecovery recovery = this.recovery;
    if (recovery != null) {
      try {
        handler.onReady();
      } catch (Throwable thrown) {
        fail(recovery, thrown);
      }
    }
  }

  @Override
  public void onComplete() {
    PanicRecovery recovery = this.recovery;
    try {
      handler.onComplete();
    } catch (Throwable thrown) {
      failAfterTheEnd(recovery, thrown);
    }
  }

  @Override
  public void onCancel() {
    PanicRecovery recovery = this.recovery;
    try {
      handler.onCancel();
    } catch (Throwable thrown) {
      failAfterTheEnd(recovery, thrown);
    }
  }

  private void fail(PanicRecovery recovery, Throwable thrown) {
    this.recovery = null;
    recovery.end(call, thrown);
  }

  /* One panic a call is enough. */
  private void failAfterTheEnd(@Nullable PanicRecovery recovery, Throwable thrown) {
    this.recovery = null;
    if (recovery != null) {
      recovery.panicked(call, thrown);
    }
  }
}

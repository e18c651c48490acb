package lampas.metrics.grpc;

import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Measures one call, from its headers to the last that the transport knows of it.
 *
 * <p>The only object that measuring a call costs, 32 bytes, beside 64 of gRPC's own for having a
 * tracer at all.
 */
class ServerCallTracer extends ServerStreamTracer implements LiveMethod.Timed {
  private static final VarHandle METHOD;

  static {
    try {
      METHOD =
          MethodHandles.lookup()
              .findVarHandle(ServerCallTracer.class, "method", ServerMethod.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final long startNanos;
  private final long timeoutNanos;

  /* Changes once at most, from unresolved to something else. Whoever changes it enters the call, and
  whoever ends the call leaves what is there then: a transport may end a call while another thread is
  still looking its method up. */
  @SuppressWarnings("FieldMayBeFinal")
  private ServerMethod method;

  ServerCallTracer(ServerMethod method, long startNanos, long timeoutNanos) {
    this.method = method;
    this.startNanos = startNanos;
    this.timeoutNanos = timeoutNanos;
  }

  @Override
  public final long startNanos() {
    return startNanos;
  }

  /** Takes note that the call has begun, if its method is known by now. */
  final void begin() {
    ServerMethod method = this.method;
    if (method.resolved()) {
      method.live().enter(this);
      method.recorder().started();
    }
  }

  @Override
  public final void serverCallStarted(ServerCallInfo<?, ?> call) {
    ServerMethod before = method();
    if (before.resolved()) {
      return;
    }
    try {
      resolve(before, before.calls().found(call.getMethodDescriptor()));
    } catch (RuntimeException | LinkageError failure) {
      before.calls().failed(failure);
    }
  }

  private void resolve(ServerMethod unresolved, ServerMethod found) {
    found.live().enter(this);
    if (METHOD.compareAndSet(this, unresolved, found)) {
      found.recorder().started();
    } else {
      found.live().leave(this);
    }
  }

  @Override
  public final void inboundMessageRead(int index, long wireSize, long uncompressedSize) {
    ServerMethod method = method();
    try {
      method.recorder().received();
    } catch (RuntimeException | LinkageError failure) {
      method.calls().failed(failure);
    }
  }

  @Override
  public final void outboundMessageSent(int index, long wireSize, long uncompressedSize) {
    ServerMethod method = method();
    try {
      method.recorder().sent();
    } catch (RuntimeException | LinkageError failure) {
      method.calls().failed(failure);
    }
  }

  /** gRPC promises to call this exactly once. */
  @Override
  public final void streamClosed(Status status) {
    ServerMethod method = method();
    try {
      if (!method.resolved()) {
        resolve(method, method.calls().unknown());
        method = method();
      }
      end(method, status.getCode());
    } catch (RuntimeException | LinkageError failure) {
      method.calls().failed(failure);
    }
  }

  private void end(ServerMethod method, Status.Code reported) {
    method.live().leave(this);
    long nanos = method.calls().now() - startNanos;
    Status.Code code = RequestTimeout.code(reported, nanos, timeoutNanos);
    method.recorder().ended(code, nanos, bytesSent(), bytesReceived());
    method.calls().slow(method.id(), code, nanos);
  }

  long bytesSent() {
    return 0;
  }

  long bytesReceived() {
    return 0;
  }

  private ServerMethod method() {
    return (ServerMethod) METHOD.getAcquire(this);
  }
}

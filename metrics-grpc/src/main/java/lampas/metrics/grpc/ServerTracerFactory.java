package lampas.metrics.grpc;

import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;

/** Gives every call that reaches a server a tracer, whatever becomes of it. */
final class ServerTracerFactory extends ServerStreamTracer.Factory {
  private static final ServerStreamTracer NO_TRACER = new ServerStreamTracer() {};

  private final ServerCalls calls;

  ServerTracerFactory(ServerCalls calls) {
    this.calls = calls;
  }

  @Override
  public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
    try {
      ServerMethod method = calls.requested(fullMethodName);
      long timeoutNanos = RequestTimeout.nanos(headers);
      ServerCallTracer tracer =
          calls.measuresSizes()
              ? new SizingServerCallTracer(method, calls.now(), timeoutNanos)
              : new ServerCallTracer(method, calls.now(), timeoutNanos);
      tracer.begin();
      return tracer;
    } catch (RuntimeException | LinkageError failure) {
      calls.failed(failure);
      return NO_TRACER;
    }
  }
}

package lampas.metrics.grpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;

/** Measures each call around all attempts at it, and has each attempt traced. */
final class ClientMetricsInterceptor implements ClientInterceptor {
  private final ClientCalls calls;

  ClientMetricsInterceptor(ClientCalls calls) {
    this.calls = calls;
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> descriptor, CallOptions options, Channel next) {
    ClientMethod method;
    try {
      method = calls.of(descriptor);
    } catch (RuntimeException | LinkageError failure) {
      calls.failed(failure);
      return next.newCall(descriptor, options);
    }
    CallOptions traced = options.withStreamTracerFactory(method.attempts());
    return new MeasuredClientCall<>(next.newCall(descriptor, traced), method);
  }
}

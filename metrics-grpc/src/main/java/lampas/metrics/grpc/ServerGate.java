package lampas.metrics.grpc;

import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import lampas.metrics.Counter;
import lampas.metrics.Family;
import lampas.metrics.grpc.limit.RateLimiter;
import org.jspecify.annotations.Nullable;

/**
 * What a call goes through on its way to the handler: panic recovery around everything, then the
 * check of its connection, the rate limit and the auth hook.
 *
 * <p>Metrics and the slow-call log are not here but in the tracer, which sees calls that no
 * interceptor sees.
 */
final class ServerGate implements ServerInterceptor {
  /*
   * One interceptor, not one for each of them: gRPC makes an object for every interceptor and call.
   */
  private static final Status TOO_MANY =
      Status.RESOURCE_EXHAUSTED.withDescription("rate limit: reached (try again later)");

  private final ServerCalls calls;
  private final PanicRecovery recovery;
  private final ConnectionTracking connections;
  private final @Nullable RateLimiter limiter;
  private final ClientIdentity identity;
  private final Family<Counter> limitHits;
  private final @Nullable AuthHook auth;

  ServerGate(
      ServerCalls calls,
      PanicRecovery recovery,
      ConnectionTracking connections,
      @Nullable RateLimiter limiter,
      ClientIdentity identity,
      Family<Counter> limitHits,
      @Nullable AuthHook auth) {
    this.calls = calls;
    this.recovery = recovery;
    this.connections = connections;
    this.limiter = limiter;
    this.identity = identity;
    this.limitHits = limitHits;
    this.auth = auth;
  }

  /** Makes the series of a method, at 0. */
  void expect(MethodDescriptor<?, ?> method) {
    recovery.expect(method);
    limitHits.with(calls.path(method));
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    try {
      if (!connections.admits(call)) {
        return refuse(call, connections.rejection());
      }
      if (limiter != null && !limiter.admits(identity.of(call, headers))) {
        limitHits.with(calls.path(call.getMethodDescriptor())).increment();
        return refuse(call, TOO_MANY);
      }
      return new GuardedListener<>(authenticated(call, headers, next), call, recovery);
    } catch (Throwable thrown) {
      recovery.end(call, thrown);
      return new Nobody<>();
    }
  }

  private <Q, A> ServerCall.Listener<Q> authenticated(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    if (auth == null) {
      return next.startCall(call, headers);
    }
    return switch (auth.decide(call, headers)) {
      case AuthDecision.Admitted() -> next.startCall(call, headers);
      case AuthDecision.AdmittedIn(var context) ->
          Contexts.interceptCall(context, call, headers, next);
      case AuthDecision.Refused(var status) -> refuse(call, status);
    };
  }

  private static <Q> ServerCall.Listener<Q> refuse(ServerCall<Q, ?> call, Status status) {
    call.close(status, new Metadata());
    return new Nobody<>();
  }

  /** Hears the events of a call that has no handler. */
  private static final class Nobody<T> extends ServerCall.Listener<T> {}
}

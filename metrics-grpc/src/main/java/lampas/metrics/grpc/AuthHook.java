package lampas.metrics.grpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;

/**
 * Decides whether a call may go on to its handler; unary and streaming calls alike.
 *
 * <p>Asked once a call, after the rate limit and before the handler, on the thread of the call,
 * which it may block. If it throws, the call is refused as if the handler had thrown.
 */
@FunctionalInterface
public interface AuthHook {
  AuthDecision decide(ServerCall<?, ?> call, Metadata headers);
}

package lampas.metrics.grpc.matrix;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import lampas.metrics.grpc.wire.Call;
import lampas.metrics.grpc.wire.Methods;
import lampas.metrics.grpc.wire.Service;

/** The ways in which a call on a server can end. */
enum Situation {
  OK("OK", Status.Code.OK, Status.Code.OK),
  ON_ERROR("handler calls onError", Status.Code.NOT_FOUND, Status.Code.NOT_FOUND),
  HANDLER_THROWS("handler throws", Status.Code.INTERNAL, Status.Code.UNKNOWN),
  STATUS_THROWN(
      "StatusRuntimeException thrown", Status.Code.FAILED_PRECONDITION, Status.Code.UNKNOWN),
  START_CALL_THROWS("startCall throws", Status.Code.INTERNAL, Status.Code.UNKNOWN),
  UNKNOWN_METHOD("unknown method", Status.Code.UNIMPLEMENTED, Status.Code.UNIMPLEMENTED),
  OUTER_INTERCEPTOR(
      "rejected by an outer interceptor",
      Status.Code.PERMISSION_DENIED,
      Status.Code.PERMISSION_DENIED),
  TOO_LARGE("message too large", Status.Code.RESOURCE_EXHAUSTED, Status.Code.RESOURCE_EXHAUSTED),
  CLIENT_CANCELS("client cancels", Status.Code.CANCELLED, Status.Code.CANCELLED),
  DEADLINE("deadline expires", Status.Code.DEADLINE_EXCEEDED, Status.Code.DEADLINE_EXCEEDED);

  private static final int LARGEST_MESSAGE = 1_000;
  private static final long TIMEOUT_MILLIS = 150;

  private final String text;
  private final Status.Code guarded;
  private final Status.Code measuredOnly;

  Situation(String text, Status.Code guarded, Status.Code measuredOnly) {
    this.text = text;
    this.guarded = guarded;
    this.measuredOnly = measuredOnly;
  }

  /** The code that is right on a server with panic recovery, which tells thrown statuses. */
  Status.Code codeWithRecovery() {
    return guarded;
  }

  /** The code that is right without: gRPC itself answers UNKNOWN to whatever is thrown. */
  Status.Code codeWithoutRecovery() {
    return measuredOnly;
  }

  Service service(CountDownLatch waiting) {
    return switch (this) {
      case OK, UNKNOWN_METHOD, OUTER_INTERCEPTOR, TOO_LARGE -> Service.ECHO;
      case ON_ERROR ->
          Handlers.reacting(answer ->
              answer.onError(Status.NOT_FOUND.withDescription("no order").asRuntimeException()));
      case HANDLER_THROWS ->
          Handlers.reacting(answer -> {
            throw new IllegalArgumentException("for the matrix");
          });
      case STATUS_THROWN ->
          Handlers.reacting(answer -> {
            throw Status.FAILED_PRECONDITION.asRuntimeException();
          });
      case START_CALL_THROWS ->
          Handlers.failingAtTheStart(new IllegalArgumentException("for the matrix"));
      case CLIENT_CANCELS, DEADLINE -> Handlers.reacting(answer -> waiting.countDown());
    };
  }

  /** What has to be added to a server after the metrics. */
  Consumer<NettyServerBuilder> configuration() {
    return switch (this) {
      case OUTER_INTERCEPTOR -> server -> server.intercept(new Rejecting());
      case TOO_LARGE -> server -> server.maxInboundMessageSize(LARGEST_MESSAGE);
      case OK,
          ON_ERROR,
          HANDLER_THROWS,
          STATUS_THROWN,
          START_CALL_THROWS,
          UNKNOWN_METHOD,
          CLIENT_CANCELS,
          DEADLINE ->
          server -> {};
    };
  }

  /** Makes the call; the status is what the client saw. */
  Status call(Channel channel, CallKind kind, CountDownLatch waiting) throws InterruptedException {
    return switch (this) {
      case UNKNOWN_METHOD -> {
        MethodDescriptor<String, String> unknown = Methods.method("Guess", kind.type());
        yield Call.make(channel, unknown, "an order");
      }
      case TOO_LARGE -> Call.make(channel, kind.method(), "x".repeat(LARGEST_MESSAGE + 1));
      case CLIENT_CANCELS -> {
        Call call = unanswered(channel, kind, CallOptions.DEFAULT);
        await(waiting);
        call.cancel();
        yield call.status();
      }
      case DEADLINE ->
          unanswered(
                  channel,
                  kind,
                  CallOptions.DEFAULT.withDeadlineAfter(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS))
              .status();
      case OK, ON_ERROR, HANDLER_THROWS, STATUS_THROWN, START_CALL_THROWS, OUTER_INTERCEPTOR ->
          Call.make(channel, kind.method(), "an order");
    };
  }

  /* The client of a bidirectional stream has not said all yet. */
  private static Call unanswered(Channel channel, CallKind kind, CallOptions options) {
    Call call = Call.start(channel, kind.method(), options).send("an order");
    return kind == CallKind.BIDI_STREAMING ? call : call.halfClose();
  }

  private static void await(CountDownLatch waiting) throws InterruptedException {
    if (!waiting.await(10, TimeUnit.SECONDS)) {
      throw new AssertionError("the handler was not reached");
    }
  }

  @Override
  public String toString() {
    return text;
  }

  private static final class Rejecting implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      call.close(Status.PERMISSION_DENIED, new Metadata());
      return new ServerCall.Listener<>() {};
    }
  }
}

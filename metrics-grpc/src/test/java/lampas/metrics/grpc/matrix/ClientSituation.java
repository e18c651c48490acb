package lampas.metrics.grpc.matrix;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lampas.metrics.grpc.wire.Call;
import lampas.metrics.grpc.wire.LoopbackServer;
import lampas.metrics.grpc.wire.Service;
import org.jspecify.annotations.Nullable;

/** The ways in which a call of a client can end. */
enum ClientSituation {
  OK("OK", Status.Code.OK),
  SERVER_ERROR("server answers an error", Status.Code.NOT_FOUND),
  NO_SERVER("nobody listens", Status.Code.UNAVAILABLE),
  /* A server that stops resets its streams. */
  SERVER_STOPS("server is stopped during the call", Status.Code.CANCELLED),
  INNER_INTERCEPTOR("ended by an inner interceptor", Status.Code.PERMISSION_DENIED),
  INNER_INTERCEPTOR_THROWS("an inner interceptor throws", Status.Code.UNKNOWN),
  TOO_LARGE("answer too large", Status.Code.RESOURCE_EXHAUSTED),
  CANCELS("client cancels", Status.Code.CANCELLED),
  DEADLINE("deadline expires", Status.Code.DEADLINE_EXCEEDED),
  DEADLINE_BEFORE("deadline is over before the start", Status.Code.DEADLINE_EXCEEDED);

  static final int LARGEST_MESSAGE = 1_000;
  private static final long TIMEOUT_MILLIS = 150;

  private final String text;
  private final Status.Code code;

  ClientSituation(String text, Status.Code code) {
    this.text = text;
    this.code = code;
  }

  Status.Code code() {
    return code;
  }

  Service service(CountDownLatch waiting) {
    return switch (this) {
      case OK, NO_SERVER, INNER_INTERCEPTOR, INNER_INTERCEPTOR_THROWS, TOO_LARGE, DEADLINE_BEFORE ->
          Service.ECHO;
      case SERVER_ERROR ->
          Handlers.reacting(answer -> answer.onError(Status.NOT_FOUND.asRuntimeException()));
      case SERVER_STOPS, CANCELS, DEADLINE -> Handlers.reacting(answer -> waiting.countDown());
    };
  }

  /** What stands between the metrics and the wire. */
  ClientInterceptor inner() {
    return switch (this) {
      case INNER_INTERCEPTOR -> new Ending();
      case INNER_INTERCEPTOR_THROWS -> new Throwing();
      case OK,
          SERVER_ERROR,
          NO_SERVER,
          SERVER_STOPS,
          TOO_LARGE,
          CANCELS,
          DEADLINE,
          DEADLINE_BEFORE ->
          new PassingOn();
    };
  }

  /** Makes the call; the code is what the application saw. */
  Status.Code call(Channel channel, CallKind kind, LoopbackServer server, CountDownLatch waiting)
      throws InterruptedException {
    return switch (this) {
      case OK, SERVER_ERROR, NO_SERVER, INNER_INTERCEPTOR ->
          Call.make(channel, kind.method(), "an order").getCode();
      case TOO_LARGE ->
          Call.make(channel, kind.method(), "x".repeat(LARGEST_MESSAGE + 1)).getCode();
      case INNER_INTERCEPTOR_THROWS -> {
        try {
          yield Call.make(channel, kind.method(), "an order").getCode();
        } catch (IllegalArgumentException thrown) {
          yield Status.fromThrowable(thrown).getCode();
        }
      }
      case SERVER_STOPS -> {
        Call call = unanswered(channel, kind, CallOptions.DEFAULT);
        requireReached(waiting);
        server.server().shutdownNow();
        yield call.status().getCode();
      }
      case CANCELS -> {
        Call call = unanswered(channel, kind, CallOptions.DEFAULT);
        requireReached(waiting);
        call.cancel();
        yield call.status().getCode();
      }
      case DEADLINE -> unanswered(channel, kind, timeout(TIMEOUT_MILLIS)).status().getCode();
      case DEADLINE_BEFORE -> unanswered(channel, kind, timeout(-1)).status().getCode();
    };
  }

  private static CallOptions timeout(long millis) {
    return CallOptions.DEFAULT.withDeadlineAfter(millis, TimeUnit.MILLISECONDS);
  }

  private static Call unanswered(Channel channel, CallKind kind, CallOptions options) {
    Call call = Call.start(channel, kind.method(), options).send("an order");
    return kind == CallKind.BIDI_STREAMING ? call : call.halfClose();
  }

  private static void requireReached(CountDownLatch waiting) throws InterruptedException {
    if (!waiting.await(10, TimeUnit.SECONDS)) {
      throw new AssertionError("the handler was not reached");
    }
  }

  @Override
  public String toString() {
    return text;
  }

  private static final class PassingOn implements ClientInterceptor {
    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
        MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
      return next.newCall(method, options);
    }
  }

  private static final class Ending implements ClientInterceptor {
    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
        MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
      return new HandMadeCall<>() {
        @Override
        public void start(Listener<A> listener, Metadata headers) {
          listener.onClose(Status.PERMISSION_DENIED, new Metadata());
        }
      };
    }
  }

  private static final class Throwing implements ClientInterceptor {
    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
        MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
      return new HandMadeCall<>() {
        @Override
        public void start(Listener<A> listener, Metadata headers) {
          throw new IllegalArgumentException("for the matrix");
        }
      };
    }
  }

  /** A call that goes nowhere. */
  private abstract static class HandMadeCall<Q, A> extends ClientCall<Q, A> {
    @Override
    public void request(int messages) {}

    @Override
    public void cancel(@Nullable String message, @Nullable Throwable cause) {}

    @Override
    public void halfClose() {}

    @Override
    public void sendMessage(Q message) {}
  }
}

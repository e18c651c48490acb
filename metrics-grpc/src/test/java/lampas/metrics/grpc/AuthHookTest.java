package lampas.metrics.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import lampas.metrics.MetricsException;
import lampas.metrics.Registry;
import lampas.metrics.grpc.wire.Call;
import lampas.metrics.grpc.wire.LoopbackServer;
import lampas.metrics.grpc.wire.Methods;
import lampas.metrics.grpc.wire.Page;
import lampas.metrics.grpc.wire.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuthHookTest {
  private static final Context.Key<String> USER = Context.key("user");

  /** A unary and a streaming method. */
  enum Method {
    PLACE,
    TALK;

    MethodDescriptor<String, String> descriptor() {
      return switch (this) {
        case PLACE -> Methods.PLACE;
        case TALK -> Methods.TALK;
      };
    }
  }

  private final Registry registry = Registry.create();

  @ParameterizedTest
  @EnumSource
  void whoIsRefusedDoesNotReachTheHandlerAndIsCounted(Method method) throws Exception {
    AuthHook nobody =
        (call, headers) -> AuthDecision.refused(Status.UNAUTHENTICATED.withDescription("no token"));

    Call call = call(nobody, method);

    assertThat(call.status().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(call.status().getDescription()).isEqualTo("no token");
    assertThat(Page.of(registry).nonZero("grpc_server_request_total"))
        .containsExactly(
            "{code=\"UNAUTHENTICATED\", method=\"/%s\"} 1.0"
                .formatted(method.descriptor().getFullMethodName()));
  }

  @ParameterizedTest
  @EnumSource
  void theHandlerKnowsWhoCalls(Method method) throws Exception {
    Call call =
        call(
            (asked, headers) -> AuthDecision.admittedIn(Context.current().withValue(USER, "ada")),
            method);

    assertThat(call.status().getCode()).isEqualTo(Status.Code.OK);
    assertThat(call.message()).isEqualTo("hello ada");
  }

  @ParameterizedTest
  @EnumSource
  void aHookThatThrowsAdmitsNobodyAndIsAPanic(Method method) throws Exception {
    Call call =
        call(
            (asked, headers) -> {
              throw new IllegalStateException("the user store is down");
            },
            method);

    assertThat(call.status().getCode()).isEqualTo(Status.Code.INTERNAL);
    assertThat(Page.of(registry).sum("grpc_server_panic_total")).isEqualTo(1);
  }

  @Test
  void refusingWithOkIsAMistake() {
    assertThatThrownBy(() -> AuthDecision.refused(Status.OK))
        .isInstanceOf(MetricsException.class)
        .hasMessage("auth: refused with OK (expected: UNAUTHENTICATED or another error)");
  }

  private Call call(AuthHook hook, Method method) throws Exception {
    Service service =
        Service.ECHO
            .withPlace(ServerCalls.asyncUnaryCall((request, answer) -> greet(answer)))
            .withTalk(
                ServerCalls.asyncBidiStreamingCall(answer -> {
                  greet(answer);
                  return new Ignoring();
                }));
    try (LoopbackServer server =
        LoopbackServer.start(
            service,
            builder ->
                GrpcServerMetrics.install(
                    builder, registry, GrpcServerOptions.DEFAULT.withAuthHook(hook)))) {
      ManagedChannel channel = server.channel();
      Call call = Call.start(channel, method.descriptor()).send("x").halfClose();
      call.status();
      return call;
    }
  }

  private static void greet(StreamObserver<String> answer) {
    answer.onNext("hello " + USER.get());
    answer.onCompleted();
  }

  private static final class Ignoring implements StreamObserver<String> {
    @Override
    public void onNext(String message) {}

    @Override
    public void onError(Throwable gone) {}

    @Override
    public void onCompleted() {}
  }
}

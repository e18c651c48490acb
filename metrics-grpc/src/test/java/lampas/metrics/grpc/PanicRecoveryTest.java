package lampas.metrics.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import lampas.metrics.Registry;
import lampas.metrics.grpc.wire.Call;
import lampas.metrics.grpc.wire.LoopbackServer;
import lampas.metrics.grpc.wire.Methods;
import lampas.metrics.grpc.wire.Page;
import lampas.metrics.grpc.wire.Service;
import org.junit.jupiter.api.Test;

class PanicRecoveryTest {
  private static final String PLACE = "/shop.Orders/Place";
  private static final String TALK = "/shop.Orders/Talk";

  private final Registry registry = Registry.create();

  @Test
  void aPanicIsCountedAndTheClientLearnsNothingOfIt() throws Exception {
    Status status =
        place(
            ServerCalls.asyncUnaryCall((request, answer) -> {
              throw new IllegalStateException("password=secret");
            }));

    assertThat(status.getCode()).isEqualTo(Status.Code.INTERNAL);
    assertThat(status.getDescription()).isEqualTo("internal error");
    assertThat(panics(PLACE)).isEqualTo(1);
    assertThat(calls(PLACE, "INTERNAL")).isEqualTo(1);
  }

  @Test
  void aThrownStatusIsTheStatusOfTheCallAndNoPanic() throws Exception {
    Status status =
        place(
            ServerCalls.asyncUnaryCall((request, answer) -> {
              throw new StatusRuntimeException(
                  Status.ALREADY_EXISTS.withDescription("order 7"), new Metadata());
            }));

    assertThat(status.getCode()).isEqualTo(Status.Code.ALREADY_EXISTS);
    assertThat(status.getDescription()).isEqualTo("order 7");
    assertThat(panics(PLACE)).isZero();
    assertThat(calls(PLACE, "ALREADY_EXISTS")).isEqualTo(1);
  }

  @Test
  void aCheckedStatusCountsAsAStatusToo() throws Exception {
    Status status =
        place(
            ServerCalls.asyncUnaryCall(
                (request, answer) -> throwAnyway(new StatusException(Status.ABORTED))));

    assertThat(status.getCode()).isEqualTo(Status.Code.ABORTED);
    assertThat(panics(PLACE)).isZero();
  }

  @Test
  void aThrownOkIsAPanicForNothingWasAnswered() throws Exception {
    Status status =
        place(
            ServerCalls.asyncUnaryCall((request, answer) -> {
              throw Status.OK.asRuntimeException();
            }));

    assertThat(status.getCode()).isEqualTo(Status.Code.INTERNAL);
    assertThat(panics(PLACE)).isEqualTo(1);
  }

  @Test
  void anErrorIsCountedAndGoesOnToTheThread() throws Exception {
    BlockingQueue<Throwable> uncaught = new LinkedBlockingQueue<>();
    Service service =
        Service.ECHO.withPlace(
            ServerCalls.asyncUnaryCall((request, answer) -> {
              throw new AssertionError("for this test");
            }));
    try (LoopbackServer server =
        LoopbackServer.start(
            service,
            builder -> {
              GrpcServerMetrics.install(builder, registry);
              builder.executor(command ->
                  Thread.ofVirtual()
                      .uncaughtExceptionHandler((thread, failure) -> uncaught.add(failure))
                      .start(command));
            })) {
      assertThat(Call.make(server.channel(), Methods.PLACE, "x").getCode())
          .isEqualTo(Status.Code.INTERNAL);
      assertThat(uncaught.poll(10, TimeUnit.SECONDS)).hasMessage("for this test");
    }

    assertThat(panics(PLACE)).isEqualTo(1);
    assertThat(calls(PLACE, "INTERNAL")).isEqualTo(1);
  }

  @Test
  void anAnswerStandsWhenTheHandlerThrowsAfterIt() throws Exception {
    Status status =
        place(
            ServerCalls.asyncUnaryCall((request, answer) -> {
              answer.onNext(request);
              answer.onCompleted();
              throw new IllegalStateException("for this test");
            }));

    assertThat(status.getCode()).isEqualTo(Status.Code.OK);
    assertThat(panics(PLACE)).isEqualTo(1);
    assertThat(calls(PLACE, "OK")).isEqualTo(1);
  }

  @Test
  void aHandlerThatFailedHearsNoMoreMessagesButItHearsTheEnd() throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    Service service =
        Service.ECHO.withTalk(ServerCalls.asyncBidiStreamingCall(answer -> new Failing(heard)));
    try (LoopbackServer server =
        LoopbackServer.start(service, builder -> GrpcServerMetrics.install(builder, registry))) {
      assertThat(Call.make(server.channel(), Methods.TALK, "a", "b", "c").getCode())
          .isEqualTo(Status.Code.INTERNAL);
    }

    assertThat(heard).containsExactly("a");
    assertThat(panics(TALK)).isEqualTo(1);
    assertThat(calls(TALK, "INTERNAL")).isEqualTo(1);
  }

  private Status place(ServerCallHandler<String, String> handler) throws Exception {
    try (LoopbackServer server =
        LoopbackServer.start(
            Service.ECHO.withPlace(handler),
            builder -> GrpcServerMetrics.install(builder, registry))) {
      return Call.make(server.channel(), Methods.PLACE, "an order");
    }
  }

  private double panics(String method) throws Exception {
    return Page.of(registry).value("grpc_server_panic_total", "method", method).orElse(0);
  }

  private double calls(String method, String code) throws Exception {
    Page page = Page.of(registry);
    assertThat(page.sum("grpc_server_request_total")).isEqualTo(1);
    return page.value("grpc_server_request_total", "method", method, "code", code).orElse(0);
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void throwAnyway(Throwable thrown) throws E {
    throw (E) thrown;
  }

  private record Failing(BlockingQueue<String> heard) implements StreamObserver<String> {
    @Override
    public void onNext(String message) {
      heard.add(message);
      throw new IllegalStateException("for this test");
    }

    @Override
    public void onError(Throwable gone) {
      heard.add("error");
    }

    @Override
    public void onCompleted() {
      heard.add("completed");
    }
  }
}

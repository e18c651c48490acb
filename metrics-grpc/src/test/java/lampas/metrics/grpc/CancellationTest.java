package lampas.metrics.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ServerCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import lampas.metrics.Registry;
import lampas.metrics.grpc.wire.Call;
import lampas.metrics.grpc.wire.LoopbackServer;
import lampas.metrics.grpc.wire.Methods;
import lampas.metrics.grpc.wire.Page;
import lampas.metrics.grpc.wire.Service;
import lampas.metrics.grpc.wire.Until;
import org.junit.jupiter.api.Test;

/** The two that look alike on the wire, many times over. */
class CancellationTest {
  private static final int CALLS = 100;

  private final Registry registry = Registry.create();
  private final GrpcServerMetrics metrics =
      GrpcServerMetrics.create(registry, GrpcServerOptions.DEFAULT);
  private final Semaphore reached = new Semaphore(0);
  private final Service unanswered =
      Service.ECHO.withPlace(ServerCalls.asyncUnaryCall((request, answer) -> reached.release()));

  @Test
  void clientsThatCancelLongBeforeTheirDeadlineAreCancelled() throws Exception {
    try (LoopbackServer server = LoopbackServer.start(unanswered, metrics::installOn)) {
      ManagedChannel channel = server.channel();
      List<Call> calls = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        calls.add(place(channel, 60_000));
      }
      assertThat(reached.tryAcquire(CALLS, 10, TimeUnit.SECONDS)).isTrue();
      calls.forEach(Call::cancel);
      calls.forEach(Call::status);
      Until.nothingIsInFlight(registry);
    }

    assertThat(Page.of(registry).nonZero("grpc_server_request_total"))
        .containsExactly("{code=\"CANCELLED\", method=\"/shop.Orders/Place\"} 100.0");
  }

  @Test
  void deadlinesThatExpireAreDeadlinesWhicheverSideNoticesFirst() throws Exception {
    try (LoopbackServer server = LoopbackServer.start(unanswered, metrics::installOn)) {
      ManagedChannel channel = server.channel();
      /* Everything is loaded and connected before, so that headers do not travel slower than resets. */
      Call first = place(channel, 60_000);
      assertThat(reached.tryAcquire(1, 10, TimeUnit.SECONDS)).isTrue();
      first.cancel();
      List<Call> calls = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        calls.add(place(channel, 500));
      }
      calls.forEach(
          call -> assertThat(call.status().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED));
      Until.nothingIsInFlight(registry);
    }

    assertThat(Page.of(registry).nonZero("grpc_server_request_total"))
        .containsExactlyInAnyOrder(
            "{code=\"CANCELLED\", method=\"/shop.Orders/Place\"} 1.0",
            "{code=\"DEADLINE_EXCEEDED\", method=\"/shop.Orders/Place\"} 100.0");
  }

  @Test
  void aDeadlineThatExpiresWhileNoThreadIsFreeIsADeadlineOfAKnownMethod() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    try (ExecutorService oneThread = Executors.newSingleThreadExecutor();
        LoopbackServer server =
            LoopbackServer.start(
                Service.ECHO,
                builder -> {
                  metrics.installOn(builder);
                  builder.executor(oneThread);
                })) {
      metrics.expect(server.server().getServices());
      Call.make(server.channel(), Methods.LIST, "load everything");
      oneThread.execute(() -> awaitUninterruptibly(busy));
      assertThat(place(server.channel(), 300).status().getCode())
          .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
      assertThat(Page.of(registry).nonZero("grpc_server_in_flight_requests")).isEmpty();
      busy.countDown();
    }

    assertThat(
            Page.of(registry)
                .value(
                    "grpc_server_request_total",
                    "method",
                    "/shop.Orders/Place",
                    "code",
                    "DEADLINE_EXCEEDED"))
        .hasValue(1);
  }

  @Test
  void insideOneProcessTheTwoAreToldApartAsWell() throws Exception {
    String name = InProcessServerBuilder.generateName();
    InProcessServerBuilder builder =
        InProcessServerBuilder.forName(name).addService(unanswered.definition());
    metrics.installOn(builder);
    Server server = builder.build().start();
    ManagedChannel channel = InProcessChannelBuilder.forName(name).build();
    try {
      Call cancelled = place(channel, 60_000);
      assertThat(reached.tryAcquire(1, 10, TimeUnit.SECONDS)).isTrue();
      cancelled.cancel();
      assertThat(place(channel, 100).status().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    } finally {
      channel.shutdown().awaitTermination(10, TimeUnit.SECONDS);
      server.shutdown().awaitTermination(10, TimeUnit.SECONDS);
    }

    assertThat(Page.of(registry).nonZero("grpc_server_request_total"))
        .containsExactly(
            "{code=\"CANCELLED\", method=\"/shop.Orders/Place\"} 1.0",
            "{code=\"DEADLINE_EXCEEDED\", method=\"/shop.Orders/Place\"} 1.0");
  }

  private static Call place(ManagedChannel channel, long timeoutMillis) {
    return Call.start(
            channel,
            Methods.PLACE,
            CallOptions.DEFAULT.withDeadlineAfter(timeoutMillis, TimeUnit.MILLISECONDS))
        .send("an order")
        .halfClose();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

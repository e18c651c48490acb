package lampas.metrics.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lampas.metrics.Registry;
import lampas.metrics.grpc.limit.Rate;
import lampas.metrics.grpc.limit.RateLimits;
import lampas.metrics.grpc.wire.Call;
import lampas.metrics.grpc.wire.LoopbackServer;
import lampas.metrics.grpc.wire.Methods;
import lampas.metrics.grpc.wire.Page;
import lampas.metrics.grpc.wire.Service;
import org.junit.jupiter.api.Test;

/** One set of metrics for many threads and for several servers. */
class SharedMetricsTest {
  private static final int THREADS = 8;
  private static final int CALLS = 300;

  private final Registry registry = Registry.create();
  private final Service service =
      Service.ECHO.withPlace(
          ServerCalls.asyncUnaryCall((request, answer) -> {
            switch (request) {
              case "refuse" -> answer.onError(Status.NOT_FOUND.asRuntimeException());
              case "panic" -> throw new IllegalStateException("for this test");
              default -> {
                answer.onNext(request);
                answer.onCompleted();
              }
            }
          }));

  @Test
  void callsOfEightThreadsAreCountedExactly() throws Exception {
    GrpcServerMetrics metrics = GrpcServerMetrics.create(registry, GrpcServerOptions.DEFAULT);
    Registry onClient = Registry.create();
    GrpcClientMetrics client = GrpcClientMetrics.create(onClient, GrpcClientOptions.DEFAULT);
    try (LoopbackServer server = LoopbackServer.start(service, metrics::installOn)) {
      ManagedChannel channel = server.channel(client.interceptor(""));
      inEachThread(() -> {
        for (int i = 0; i < CALLS; i++) {
          Call.make(channel, Methods.PLACE, "an order");
          Call.make(channel, Methods.PLACE, "refuse");
          Call.make(channel, Methods.TALK, "a", "b");
          if (i % 10 == 0) {
            Call.make(channel, Methods.PLACE, "panic");
          }
        }
        return null;
      });
    }

    for (String side : List.of("server", "client")) {
      Page page = Page.of(side.equals("server") ? registry : onClient);
      String prefix = "grpc_" + side + "_";
      List<String> ended =
          List.of(
              "{code=\"INTERNAL\", method=\"/shop.Orders/Place\"} 240.0",
              "{code=\"NOT_FOUND\", method=\"/shop.Orders/Place\"} 2400.0",
              "{code=\"OK\", method=\"/shop.Orders/Place\"} 2400.0",
              "{code=\"OK\", method=\"/shop.Orders/Talk\"} 2400.0");
      assertThat(page.nonZero(prefix + "request_total")).as(side).isEqualTo(ended);
      assertThat(page.nonZero(prefix + "request_duration_seconds_count"))
          .as(side)
          .isEqualTo(ended.subList(0, 3));
      assertThat(page.sum(prefix + "stream_duration_seconds_count")).as(side).isEqualTo(2_400);
      assertThat(page.sum(prefix + "stream_messages_received_total")).as(side).isEqualTo(4_800);
      assertThat(page.sum(prefix + "stream_messages_sent_total")).as(side).isEqualTo(4_800);
      assertThat(page.nonZero(prefix + "in_flight_requests")).as(side).isEmpty();
      assertThat(page.nonZero(prefix + "open_streams")).as(side).isEmpty();
    }
    assertThat(Page.of(registry).sum("grpc_server_panic_total")).isEqualTo(240);
  }

  @Test
  void serversThatShareMetricsShareTheirLimits() throws Exception {
    GrpcServerMetrics metrics =
        GrpcServerMetrics.create(
            registry,
            GrpcServerOptions.DEFAULT
                .withConnectionLimit(2)
                .withRateLimits(RateLimits.NONE.withTotal(new Rate(1e-6, 3))));
    try (LoopbackServer one = LoopbackServer.start(service, metrics::installOn);
        LoopbackServer other = LoopbackServer.start(service, metrics::installOn)) {
      ManagedChannel toOne = one.channel();
      ManagedChannel toOther = other.channel();
      assertThat(place(toOne)).isEqualTo(Status.Code.OK);
      assertThat(place(toOther)).isEqualTo(Status.Code.OK);
      assertThat(place(other.channel())).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(place(toOne)).isEqualTo(Status.Code.OK);
      assertThat(place(toOther)).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      assertThat(Page.of(registry).value("grpc_server_active_connections")).hasValue(2);
    }

    Page page = Page.of(registry);
    assertThat(page.nonZero("grpc_server_request_total"))
        .containsExactly(
            "{code=\"OK\", method=\"/shop.Orders/Place\"} 3.0",
            "{code=\"RESOURCE_EXHAUSTED\", method=\"/shop.Orders/Place\"} 1.0",
            "{code=\"UNAVAILABLE\", method=\"/shop.Orders/Place\"} 1.0");
    assertThat(page.value("grpc_server_active_connections")).hasValue(0);
    assertThat(page.value("grpc_server_connections_accepted_total")).hasValue(2);
    assertThat(page.value("grpc_server_connections_rejected_total")).hasValue(1);
  }

  private static Status.Code place(ManagedChannel channel) {
    return Call.make(channel, Methods.PLACE, "an order").getCode();
  }

  private static void inEachThread(Callable<Void> work) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<Void>> ends = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        ends.add(threads.submit(work));
      }
      for (Future<Void> end : ends) {
        end.get();
      }
    }
  }
}

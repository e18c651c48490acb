package lampas.metrics.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import lampas.metrics.Registry;
import lampas.metrics.grpc.wire.Call;
import lampas.metrics.grpc.wire.LoopbackServer;
import lampas.metrics.grpc.wire.Methods;
import lampas.metrics.grpc.wire.Page;
import lampas.metrics.grpc.wire.Service;
import org.junit.jupiter.api.Test;

class ClientAttemptsTest {
  private static final Map<String, ?> RETRY =
      Map.of(
          "methodConfig",
          List.of(
              Map.of(
                  "name", List.of(Map.of("service", Methods.SERVICE)),
                  "retryPolicy",
                      Map.of(
                          "maxAttempts",
                          4.0,
                          "initialBackoff",
                          "0.001s",
                          "maxBackoff",
                          "0.001s",
                          "backoffMultiplier",
                          1.0,
                          "retryableStatusCodes",
                          List.of("UNAVAILABLE")))));

  private final Registry registry = Registry.create();
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void aCallThatIsRetriedIsOneCallWithSeveralAttempts() throws Exception {
    Service service =
        Service.ECHO.withPlace(
            ServerCalls.asyncUnaryCall((request, answer) -> {
              if (asked.incrementAndGet() < 3) {
                answer.onError(Status.UNAVAILABLE.asRuntimeException());
              } else {
                answer.onNext(request);
                answer.onCompleted();
              }
            }));
    try (LoopbackServer server = LoopbackServer.start(service, builder -> {})) {
      ManagedChannel channel =
          server.channel(builder -> {
            builder.enableRetry().defaultServiceConfig(RETRY);
            GrpcClientMetrics.install(builder, registry);
          });
      assertThat(Call.make(channel, Methods.PLACE, "x").getCode()).isEqualTo(Status.Code.OK);
    }

    Page page = Page.of(registry);
    assertThat(page.nonZero("grpc_client_request_total"))
        .containsExactly("{code=\"OK\", method=\"/shop.Orders/Place\"} 1.0");
    assertThat(page.nonZero("grpc_client_attempt_total"))
        .containsExactly(
            "{code=\"OK\", method=\"/shop.Orders/Place\"} 1.0",
            "{code=\"UNAVAILABLE\", method=\"/shop.Orders/Place\"} 2.0");
    assertThat(page.sum("grpc_client_request_duration_seconds_count")).isEqualTo(1);
  }

  @Test
  void anAttemptThatADeadlineEndsIsADeadline() throws Exception {
    Service service = Service.ECHO.withPlace(ServerCalls.asyncUnaryCall((request, answer) -> {}));
    try (LoopbackServer server = LoopbackServer.start(service, builder -> {})) {
      ManagedChannel channel =
          server.channel(builder -> GrpcClientMetrics.install(builder, registry));
      Call.start(
              channel,
              Methods.PLACE,
              CallOptions.DEFAULT.withDeadlineAfter(100, TimeUnit.MILLISECONDS))
          .send("x")
          .halfClose()
          .status();
    }

    assertThat(Page.of(registry).nonZero("grpc_client_attempt_total"))
        .containsExactly("{code=\"DEADLINE_EXCEEDED\", method=\"/shop.Orders/Place\"} 1.0");
  }

  @Test
  void methodsPastTheCapShareOneSeries() throws Exception {
    GrpcClientMetrics metrics =
        GrpcClientMetrics.create(registry, GrpcClientOptions.DEFAULT.withMaximumMethods(1));
    try (LoopbackServer server = LoopbackServer.start(Service.ECHO, builder -> {})) {
      ManagedChannel channel = server.channel(metrics.interceptor(""));
      for (int i = 0; i < 2; i++) {
        Call.make(channel, Methods.PLACE, "x");
        Call.make(channel, Methods.LIST, "x");
        Call.make(channel, Methods.TALK, "x");
      }
    }

    assertThat(Page.of(registry).nonZero("grpc_client_request_total"))
        .containsExactly(
            "{code=\"OK\", method=\"/shop.Orders/Place\"} 2.0",
            "{code=\"OK\", method=\"unknown\"} 4.0");
  }

  @Test
  void streamsOnSeveralChannelsAreOneSeries() throws Exception {
    FakeTime time = new FakeTime();
    GrpcClientMetrics metrics = GrpcClientMetrics.create(registry, GrpcClientOptions.DEFAULT, time);
    try (LoopbackServer server = LoopbackServer.start(Service.ECHO, builder -> {})) {
      Call older = Call.start(server.channel(metrics.interceptor("a")), Methods.TALK).send("x");
      older.message();
      time.pass(Duration.ofSeconds(3));
      Call younger = Call.start(server.channel(metrics.interceptor("b")), Methods.TALK).send("x");
      younger.message();

      Page page = Page.of(registry);
      assertThat(page.nonZero("grpc_client_open_streams"))
          .containsExactly("{method=\"/shop.Orders/Talk\"} 2.0");
      assertThat(page.nonZero("grpc_client_oldest_stream_age_seconds"))
          .containsExactly("{method=\"/shop.Orders/Talk\"} 3.0");
      older.halfClose().status();
      younger.halfClose().status();
    }
  }

  @Test
  void streamsPastTheCapAreNotInTheHistogramOfRequests() throws Exception {
    GrpcClientMetrics metrics =
        GrpcClientMetrics.create(registry, GrpcClientOptions.DEFAULT.withMaximumMethods(1));
    try (LoopbackServer server = LoopbackServer.start(Service.ECHO, builder -> {})) {
      ManagedChannel channel = server.channel(metrics.interceptor(""));
      Call.make(channel, Methods.PLACE, "x");
      Call.make(channel, Methods.TALK, "x");
    }

    Page page = Page.of(registry);
    assertThat(page.sum("grpc_client_request_duration_seconds_count")).isEqualTo(1);
    assertThat(page.nonZero("grpc_client_stream_duration_seconds_count"))
        .containsExactly("{code=\"OK\", method=\"unknown\"} 1.0");
  }

  @Test
  void openStreamsOfAClientHaveAnAge() throws Exception {
    FakeTime time = new FakeTime();
    GrpcClientMetrics metrics = GrpcClientMetrics.create(registry, GrpcClientOptions.DEFAULT, time);
    try (LoopbackServer server = LoopbackServer.start(Service.ECHO, builder -> {})) {
      Call stream =
          Call.start(server.channel(metrics.interceptor("")), Methods.TALK).send("a", "b");
      stream.message();
      stream.message();
      time.pass(Duration.ofHours(30));

      Page page = Page.of(registry);
      String talk = "/shop.Orders/Talk";
      assertThat(page.value("grpc_client_open_streams", "method", talk)).hasValue(1);
      assertThat(page.value("grpc_client_oldest_stream_age_seconds", "method", talk))
          .hasValue(108_000);
      assertThat(page.value("grpc_client_stream_messages_sent_total", "method", talk)).hasValue(2);
      assertThat(page.value("grpc_client_stream_messages_received_total", "method", talk))
          .hasValue(2);
      stream.halfClose().status();
    }

    assertThat(Page.of(registry).nonZero("grpc_client_open_streams")).isEmpty();
  }
}

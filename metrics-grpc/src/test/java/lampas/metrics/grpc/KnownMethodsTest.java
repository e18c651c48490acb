package lampas.metrics.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.HandlerRegistry;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import java.time.Duration;
import lampas.metrics.Registry;
import lampas.metrics.grpc.wire.Call;
import lampas.metrics.grpc.wire.LoopbackServer;
import lampas.metrics.grpc.wire.Methods;
import lampas.metrics.grpc.wire.Page;
import lampas.metrics.grpc.wire.Service;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnownMethodsTest {
  private final Registry registry = Registry.create();

  @Test
  void madeUpMethodsShareOneSeries() throws Exception {
    try (LoopbackServer server =
        LoopbackServer.start(
            Service.ECHO, builder -> GrpcServerMetrics.install(builder, registry))) {
      ManagedChannel channel = server.channel();
      for (int i = 0; i < 50; i++) {
        assertThat(Call.make(channel, Methods.method("Guess" + i, MethodType.UNARY), "x").getCode())
            .isEqualTo(Status.Code.UNIMPLEMENTED);
      }
    }

    Page page = Page.of(registry);
    assertThat(page.nonZero("grpc_server_request_total"))
        .containsExactly("{code=\"UNIMPLEMENTED\", method=\"unknown\"} 50.0");
    assertThat(page.samples("grpc_server_in_flight_requests")).hasSize(1);
  }

  @Test
  void methodsThatAreExpectedAreThereBeforeTheyAreCalled() throws Exception {
    GrpcServerMetrics metrics = GrpcServerMetrics.create(registry, GrpcServerOptions.DEFAULT);
    try (LoopbackServer server = LoopbackServer.start(Service.ECHO, metrics::installOn)) {
      metrics.expect(server.server().getServices());
    }

    Page page = Page.of(registry);
    for (String method : new String[] {"List", "Place", "Talk", "Upload"}) {
      String path = "/shop.Orders/" + method;
      assertThat(page.value("grpc_server_request_total", "method", path, "code", "OK")).hasValue(0);
      assertThat(page.value("grpc_server_in_flight_requests", "method", path)).hasValue(0);
      assertThat(page.value("grpc_server_panic_total", "method", path)).hasValue(0);
      assertThat(page.value("grpc_server_rate_limit_hits_total", "method", path)).hasValue(0);
    }
    assertThat(page.value("grpc_server_open_streams", "method", "/shop.Orders/Talk")).hasValue(0);
  }

  @Test
  void aServerThatAcceptsAnyNameHasSeriesUpToTheCap() throws Exception {
    GrpcServerOptions options = GrpcServerOptions.DEFAULT.withMaximumMethods(3);
    try (LoopbackServer server =
        LoopbackServer.start(
            Service.ECHO,
            builder -> {
              GrpcServerMetrics.install(builder, registry, options);
              builder.fallbackHandlerRegistry(new AnyMethod());
            })) {
      ManagedChannel channel = server.channel();
      for (int i = 0; i < 10; i++) {
        for (int twice = 0; twice < 2; twice++) {
          Call.make(channel, Methods.method("Any" + i, MethodType.UNARY), "x");
        }
      }
    }

    assertThat(Page.of(registry).nonZero("grpc_server_request_total"))
        .containsExactlyInAnyOrder(
            "{code=\"OK\", method=\"/shop.Orders/Any0\"} 2.0",
            "{code=\"OK\", method=\"/shop.Orders/Any1\"} 2.0",
            "{code=\"OK\", method=\"/shop.Orders/Any2\"} 2.0",
            "{code=\"OK\", method=\"unknown\"} 14.0");
  }

  @Test
  void streamsPastTheCapAreNotInTheHistogramOfRequests() throws Exception {
    FakeTime time = new FakeTime();
    GrpcServerMetrics metrics =
        GrpcServerMetrics.create(registry, GrpcServerOptions.DEFAULT.withMaximumMethods(1), time);
    try (LoopbackServer server = LoopbackServer.start(Service.ECHO, metrics::installOn)) {
      ManagedChannel channel = server.channel();
      Call.make(channel, Methods.PLACE, "x");
      Call stream = Call.start(channel, Methods.TALK).send("a");
      stream.message();
      time.pass(Duration.ofDays(2));
      assertThat(
              Page.of(registry).value("grpc_server_oldest_stream_age_seconds", "method", "unknown"))
          .hasValue(172_800);
      stream.halfClose().status();
    }

    Page page = Page.of(registry);
    assertThat(page.nonZero("grpc_server_request_total"))
        .containsExactly(
            "{code=\"OK\", method=\"/shop.Orders/Place\"} 1.0",
            "{code=\"OK\", method=\"unknown\"} 1.0");
    assertThat(page.nonZero("grpc_server_request_duration_seconds_count"))
        .containsExactly("{code=\"OK\", method=\"/shop.Orders/Place\"} 1.0");
    assertThat(page.nonZero("grpc_server_stream_duration_seconds_sum"))
        .containsExactly("{code=\"OK\", method=\"unknown\"} 172800.0");
    assertThat(page.nonZero("grpc_server_in_flight_requests")).isEmpty();
  }

  @Test
  void panicsPastTheCapHaveTheNameOfTheirCalls() throws Exception {
    Service failing =
        Service.ECHO.withPlace(
            ServerCalls.asyncUnaryCall((request, answer) -> {
              throw new IllegalStateException("for this test");
            }));
    GrpcServerOptions options = GrpcServerOptions.DEFAULT.withMaximumMethods(1);
    try (LoopbackServer server =
        LoopbackServer.start(
            failing, builder -> GrpcServerMetrics.install(builder, registry, options))) {
      ManagedChannel channel = server.channel();
      Call.make(channel, Methods.LIST, "x");
      Call.make(channel, Methods.PLACE, "x");
    }

    assertThat(Page.of(registry).nonZero("grpc_server_panic_total"))
        .containsExactly("{method=\"unknown\"} 1.0");
  }

  @Test
  void aServerThatIsOnlyMeasuredDoesNotSayThatNoHandlerPanicked() throws Exception {
    GrpcServerMetrics metrics = GrpcServerMetrics.create(registry, GrpcServerOptions.DEFAULT);
    try (LoopbackServer server = LoopbackServer.start(Service.ECHO, metrics::measureOnly)) {
      metrics.expect(server.server().getServices());
    }

    Page page = Page.of(registry);
    assertThat(page.samples("grpc_server_panic_total")).isEmpty();
    assertThat(page.samples("grpc_server_rate_limit_hits_total")).isEmpty();
    assertThat(
            page.value("grpc_server_request_total", "method", "/shop.Orders/Place", "code", "OK"))
        .hasValue(0);
  }

  private static final class AnyMethod extends HandlerRegistry {
    @Override
    public ServerMethodDefinition<?, ?> lookupMethod(String name, @Nullable String authority) {
      String method = name.substring(name.indexOf('/') + 1);
      return ServerMethodDefinition.create(
          Methods.method(method, MethodType.UNARY), Service.ECHO.place());
    }
  }
}

package lampas.metrics.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import lampas.metrics.Registry;
import lampas.metrics.grpc.dialect.Dialect;
import lampas.metrics.grpc.wire.Call;
import lampas.metrics.grpc.wire.LoopbackServer;
import lampas.metrics.grpc.wire.Methods;
import lampas.metrics.grpc.wire.Page;
import lampas.metrics.grpc.wire.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MiddlewareDialectTest {
  private final Registry onServer = Registry.create();
  private final Registry onClient = Registry.create();

  private void makeCalls() throws Exception {
    Service service =
        Service.ECHO.withPlace(
            ServerCalls.asyncUnaryCall((request, answer) ->
                answer.onError(Status.FAILED_PRECONDITION.asRuntimeException())));
    GrpcClientMetrics client =
        GrpcClientMetrics.create(
            onClient, GrpcClientOptions.DEFAULT.withDialect(Dialect.GO_GRPC_MIDDLEWARE));
    try (LoopbackServer server =
        LoopbackServer.start(
            service,
            builder ->
                GrpcServerMetrics.install(
                    builder,
                    onServer,
                    GrpcServerOptions.DEFAULT.withDialect(Dialect.GO_GRPC_MIDDLEWARE)))) {
      ManagedChannel channel = server.channel(client.interceptor("not told"));
      Call.make(channel, Methods.PLACE, "x");
      Call.make(channel, Methods.LIST, "one two three");
      Call.make(channel, Methods.UPLOAD, "one", "two");
      Call.make(channel, Methods.TALK, "one", "two");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"server", "client"})
  void bothSidesHaveItsNamesAndLabels(String side) throws Exception {
    makeCalls();

    boolean server = side.equals("server");
    Page page = Page.of(server ? onServer : onClient);
    String prefix = "grpc_" + side + "_";
    assertThat(page.nonZero(prefix + "started_total"))
        .containsExactlyInAnyOrder(
            type("bidi_stream", "Talk") + " 1.0",
            type("client_stream", "Upload") + " 1.0",
            type("server_stream", "List") + " 1.0",
            type("unary", "Place") + " 1.0");
    assertThat(page.nonZero(prefix + "handled_total"))
        .containsExactlyInAnyOrder(
            code("FailedPrecondition", "unary", "Place") + " 1.0",
            code("OK", "bidi_stream", "Talk") + " 1.0",
            code("OK", "client_stream", "Upload") + " 1.0",
            code("OK", "server_stream", "List") + " 1.0");
    assertThat(page.nonZero(prefix + (server ? "msg_received_total" : "msg_sent_total")))
        .containsExactlyInAnyOrder(
            type("bidi_stream", "Talk") + " 2.0",
            type("client_stream", "Upload") + " 2.0",
            type("server_stream", "List") + " 1.0",
            type("unary", "Place") + " 1.0");
    assertThat(page.nonZero(prefix + (server ? "msg_sent_total" : "msg_received_total")))
        .containsExactlyInAnyOrder(
            type("bidi_stream", "Talk") + " 2.0",
            type("client_stream", "Upload") + " 1.0",
            type("server_stream", "List") + " 3.0");
    assertThat(page.nonZero(prefix + "handling_seconds_count")).hasSize(4);
    assertThat(page.names()).doesNotContain(prefix + "request_total");
  }

  @Test
  void methodsThatTheServerDoesNotHaveAreOne() throws Exception {
    try (LoopbackServer server =
        LoopbackServer.start(
            Service.ECHO,
            builder ->
                GrpcServerMetrics.install(
                    builder,
                    onServer,
                    GrpcServerOptions.DEFAULT.withDialect(Dialect.GO_GRPC_MIDDLEWARE)))) {
      ManagedChannel channel = server.channel();
      Call.make(channel, Methods.method("GuessA", MethodType.UNARY), "x");
      Call.make(channel, Methods.method("GuessB", MethodType.BIDI_STREAMING), "x");
    }

    assertThat(Page.of(onServer).nonZero("grpc_server_handled_total"))
        .containsExactlyInAnyOrder(
            "{grpc_code=\"Unimplemented\", grpc_method=\"unknown\", grpc_service=\"unknown\","
                + " grpc_type=\"unknown\"} 2.0");
  }

  private static String type(String type, String method) {
    return "{grpc_method=\"%s\", grpc_service=\"shop.Orders\", grpc_type=\"%s\"}"
        .formatted(method, type);
  }

  private static String code(String code, String type, String method) {
    return "{grpc_code=\"%s\", grpc_method=\"%s\", grpc_service=\"shop.Orders\", grpc_type=\"%s\"}"
        .formatted(code, method, type);
  }
}

package lampas.metrics.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lampas.metrics.Registry;
import lampas.metrics.grpc.wire.Call;
import lampas.metrics.grpc.wire.LoopbackServer;
import lampas.metrics.grpc.wire.Methods;
import lampas.metrics.grpc.wire.Page;
import lampas.metrics.grpc.wire.Service;
import lampas.metrics.grpc.wire.Until;
import org.junit.jupiter.api.Test;

class ConnectionTrackingTest {
  private final Registry registry = Registry.create();

  @Test
  void connectionsAreCountedAndNotTheirCalls() throws Exception {
    try (LoopbackServer server =
        LoopbackServer.start(
            Service.ECHO, builder -> GrpcServerMetrics.install(builder, registry))) {
      for (int i = 0; i < 3; i++) {
        ManagedChannel channel = server.channel();
        Call.make(channel, Methods.PLACE, "one");
        Call.make(channel, Methods.PLACE, "two");
      }
      assertThat(value("grpc_server_active_connections")).isEqualTo(3);
      assertThat(value("grpc_server_connections_accepted_total")).isEqualTo(3);
      assertThat(Page.of(registry).value("grpc_server_connection_limit")).isEmpty();
    }

    assertThat(value("grpc_server_active_connections")).isZero();
    assertThat(value("grpc_server_connections_accepted_total")).isEqualTo(3);
    assertThat(value("grpc_server_connections_rejected_total")).isZero();
  }

  @Test
  void callsOnAConnectionPastTheLimitAreUnavailableUntilThereIsRoom() throws Exception {
    GrpcServerOptions options = GrpcServerOptions.DEFAULT.withConnectionLimit(2);
    try (LoopbackServer server =
        LoopbackServer.start(
            Service.ECHO, builder -> GrpcServerMetrics.install(builder, registry, options))) {
      ManagedChannel first = server.channel();
      ManagedChannel second = server.channel();
      ManagedChannel third = server.channel();
      assertThat(place(first)).isEqualTo(Status.Code.OK);
      assertThat(place(second)).isEqualTo(Status.Code.OK);
      Status rejected = Call.make(third, Methods.PLACE, "x");
      assertThat(rejected.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(rejected.getDescription())
          .isEqualTo("connections: 2 are open (expected: fewer; try again later)");
      assertThat(Call.make(third, Methods.TALK, "x").getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(value("grpc_server_connection_limit")).isEqualTo(2);
      assertThat(value("grpc_server_active_connections")).isEqualTo(2);
      assertThat(value("grpc_server_connections_rejected_total")).isEqualTo(1);

      first.shutdown().awaitTermination(10, TimeUnit.SECONDS);
      Until.holds(() -> value("grpc_server_active_connections") == 1);
      assertThat(place(third)).isEqualTo(Status.Code.OK);
      assertThat(value("grpc_server_active_connections")).isEqualTo(2);
      assertThat(place(second)).isEqualTo(Status.Code.OK);
    }

    assertThat(value("grpc_server_active_connections")).isZero();
    assertThat(value("grpc_server_connections_accepted_total")).isEqualTo(3);
    assertThat(value("grpc_server_connections_rejected_total")).isEqualTo(1);
    assertThat(Page.of(registry).nonZero("grpc_server_request_total"))
        .containsExactly(
            "{code=\"OK\", method=\"/shop.Orders/Place\"} 4.0",
            "{code=\"UNAVAILABLE\", method=\"/shop.Orders/Place\"} 1.0",
            "{code=\"UNAVAILABLE\", method=\"/shop.Orders/Talk\"} 1.0");
  }

  @Test
  void whenAsManyAreWaitingFurtherConnectionsAreClosed() throws Exception {
    GrpcServerOptions options = GrpcServerOptions.DEFAULT.withConnectionLimit(1);
    try (LoopbackServer server =
        LoopbackServer.start(
            Service.ECHO, builder -> GrpcServerMetrics.install(builder, registry, options))) {
      ManagedChannel accepted = server.channel();
      ManagedChannel waiting = server.channel();
      assertThat(place(accepted)).isEqualTo(Status.Code.OK);
      assertThat(place(waiting)).isEqualTo(Status.Code.UNAVAILABLE);
      /* The client may hear why, or only that the connection was reset. */
      assertThat(Call.make(server.channel(), Methods.PLACE, "x").getCode())
          .isIn(Status.Code.INTERNAL, Status.Code.UNAVAILABLE);
      assertThat(value("grpc_server_connections_rejected_total")).isGreaterThanOrEqualTo(2);
      assertThat(place(accepted)).isEqualTo(Status.Code.OK);

      waiting.shutdown().awaitTermination(10, TimeUnit.SECONDS);
      ManagedChannel next = server.channel();
      Until.holds(() -> place(next) == Status.Code.UNAVAILABLE);
      accepted.shutdown().awaitTermination(10, TimeUnit.SECONDS);
      Until.holds(() -> place(next) == Status.Code.OK);
    }

    assertThat(value("grpc_server_active_connections")).isZero();
    assertThat(value("grpc_server_connections_accepted_total")).isEqualTo(2);
  }

  @Test
  void aTransportThatCannotBeClosedWaitsHoweverManyThereAre() throws Exception {
    String name = InProcessServerBuilder.generateName();
    InProcessServerBuilder builder =
        InProcessServerBuilder.forName(name).addService(Service.ECHO.definition());
    GrpcServerMetrics.install(builder, registry, GrpcServerOptions.DEFAULT.withConnectionLimit(1));
    Server server = builder.build().start();
    List<ManagedChannel> channels = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      channels.add(InProcessChannelBuilder.forName(name).build());
    }
    try {
      assertThat(channels.stream().map(ConnectionTrackingTest::place))
          .containsExactly(
              Status.Code.OK,
              Status.Code.UNAVAILABLE,
              Status.Code.UNAVAILABLE,
              Status.Code.UNAVAILABLE);
    } finally {
      for (ManagedChannel channel : channels) {
        channel.shutdown().awaitTermination(10, TimeUnit.SECONDS);
      }
      server.shutdown().awaitTermination(10, TimeUnit.SECONDS);
    }

    assertThat(value("grpc_server_active_connections")).isZero();
    assertThat(value("grpc_server_connections_accepted_total")).isEqualTo(1);
    assertThat(value("grpc_server_connections_rejected_total")).isEqualTo(3);
  }

  @Test
  void aServerThatIsOnlyMeasuredCountsConnectionsPastTheLimitAndRefusesNone() throws Exception {
    GrpcServerMetrics metrics =
        GrpcServerMetrics.create(registry, GrpcServerOptions.DEFAULT.withConnectionLimit(1));
    try (LoopbackServer server = LoopbackServer.start(Service.ECHO, metrics::measureOnly)) {
      for (int i = 0; i < 3; i++) {
        assertThat(place(server.channel())).isEqualTo(Status.Code.OK);
      }
      assertThat(value("grpc_server_active_connections")).isEqualTo(3);
    }

    assertThat(value("grpc_server_active_connections")).isZero();
    assertThat(value("grpc_server_connections_accepted_total")).isEqualTo(3);
    assertThat(value("grpc_server_connections_rejected_total")).isZero();
  }

  private static Status.Code place(ManagedChannel channel) {
    return Call.make(channel, Methods.PLACE, "x").getCode();
  }

  private double value(String name) throws Exception {
    return Page.of(registry).value(name).orElseThrow();
  }
}

package lampas.metrics.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicBoolean;
import lampas.metrics.Registry;
import lampas.metrics.grpc.wire.Call;
import lampas.metrics.grpc.wire.LoopbackServer;
import lampas.metrics.grpc.wire.Methods;
import lampas.metrics.grpc.wire.Page;
import lampas.metrics.grpc.wire.Service;
import org.junit.jupiter.api.Test;

/** Metrics that fail never fail a call: the clock that everything is recorded with is broken. */
class RecordingFailureTest {
  private final Registry registry = Registry.create();
  private final AtomicBoolean broken = new AtomicBoolean();

  @Test
  void callsOfAServerGoOnWithoutMetrics() throws Exception {
    GrpcServerMetrics metrics =
        GrpcServerMetrics.create(registry, GrpcServerOptions.DEFAULT, this::time);
    try (LoopbackServer server = LoopbackServer.start(Service.ECHO, metrics::installOn)) {
      ManagedChannel channel = server.channel();
      broken.set(true);
      assertThat(Call.make(channel, Methods.PLACE, "x").getCode()).isEqualTo(Status.Code.OK);
      assertThat(Call.make(channel, Methods.LIST, "x").getCode()).isEqualTo(Status.Code.OK);
    }

    broken.set(false);
    Page page = Page.of(registry);
    assertThat(page.value("grpc_server_recording_failures_total")).hasValue(2);
    assertThat(page.nonZero("grpc_server_request_total")).isEmpty();
  }

  @Test
  void aCallWhoseEndCannotBeRecordedIsNotInFlightForEver() throws Exception {
    GrpcServerMetrics metrics =
        GrpcServerMetrics.create(registry, GrpcServerOptions.DEFAULT, this::time);
    try (LoopbackServer server = LoopbackServer.start(Service.ECHO, metrics::installOn)) {
      Call stream = Call.start(server.channel(), Methods.TALK).send("x");
      assertThat(stream.message()).isEqualTo("x");
      broken.set(true);
      assertThat(stream.halfClose().status().getCode()).isEqualTo(Status.Code.OK);
    }

    broken.set(false);
    Page page = Page.of(registry);
    assertThat(page.value("grpc_server_recording_failures_total")).hasValue(1);
    assertThat(page.value("grpc_server_open_streams", "method", "/shop.Orders/Talk")).hasValue(0);
    assertThat(page.nonZero("grpc_server_in_flight_requests")).isEmpty();
  }

  @Test
  void callsOfAClientGoOnWithoutMetrics() throws Exception {
    GrpcClientMetrics metrics =
        GrpcClientMetrics.create(registry, GrpcClientOptions.DEFAULT, this::time);
    try (LoopbackServer server = LoopbackServer.start(Service.ECHO, builder -> {})) {
      ManagedChannel channel = server.channel(metrics.interceptor("test"));
      broken.set(true);
      assertThat(Call.make(channel, Methods.PLACE, "x").getCode()).isEqualTo(Status.Code.OK);
      assertThat(Call.make(channel, Methods.TALK, "x", "y").getCode()).isEqualTo(Status.Code.OK);
    }

    broken.set(false);
    Page page = Page.of(registry);
    assertThat(page.value("grpc_client_recording_failures_total").orElseThrow()).isPositive();
    assertThat(page.nonZero("grpc_client_in_flight_requests")).isEmpty();
  }

  private long time() {
    if (broken.get()) {
      throw new IllegalStateException("for this test");
    }
    return System.nanoTime();
  }
}

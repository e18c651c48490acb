package lampas.metrics.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.time.Duration;
import lampas.metrics.Registry;
import lampas.metrics.grpc.wire.Call;
import lampas.metrics.grpc.wire.LoopbackServer;
import lampas.metrics.grpc.wire.Methods;
import lampas.metrics.grpc.wire.Page;
import lampas.metrics.grpc.wire.Service;
import org.junit.jupiter.api.Test;

class ServerStreamsTest {
  private static final String TALK = "/shop.Orders/Talk";
  private static final String LIST = "/shop.Orders/List";

  private final Registry registry = Registry.create();
  private final FakeTime time = new FakeTime();
  private final GrpcServerMetrics metrics =
      GrpcServerMetrics.create(registry, GrpcServerOptions.DEFAULT, time);

  @Test
  void anOpenStreamShowsItsMessagesAndItsAge() throws Exception {
    try (LoopbackServer server = LoopbackServer.start(Service.ECHO, metrics::installOn)) {
      ManagedChannel channel = server.channel();
      Call older = Call.start(channel, Methods.TALK).send("a", "b", "c");
      assertThat(older.message()).isEqualTo("a");
      assertThat(older.message()).isEqualTo("b");
      assertThat(older.message()).isEqualTo("c");
      time.pass(Duration.ofDays(2));
      Call younger = Call.start(channel, Methods.TALK).send("d");
      assertThat(younger.message()).isEqualTo("d");
      time.pass(Duration.ofSeconds(5));

      Page open = Page.of(registry);
      assertThat(open.value("grpc_server_open_streams", "method", TALK)).hasValue(2);
      assertThat(open.value("grpc_server_in_flight_requests", "method", TALK)).hasValue(2);
      assertThat(open.value("grpc_server_stream_messages_received_total", "method", TALK))
          .hasValue(4);
      assertThat(open.value("grpc_server_stream_messages_sent_total", "method", TALK)).hasValue(4);
      assertThat(open.value("grpc_server_oldest_stream_age_seconds", "method", TALK))
          .hasValue(172_805);
      assertThat(open.nonZero("grpc_server_request_total")).isEmpty();

      assertThat(older.halfClose().status().getCode()).isEqualTo(Status.Code.OK);
      Page afterwards = Page.of(registry);
      assertThat(afterwards.value("grpc_server_oldest_stream_age_seconds", "method", TALK))
          .hasValue(5);
      assertThat(afterwards.value("grpc_server_open_streams", "method", TALK)).hasValue(1);
      assertThat(younger.halfClose().status().getCode()).isEqualTo(Status.Code.OK);
    }

    Page closed = Page.of(registry);
    assertThat(closed.value("grpc_server_open_streams", "method", TALK)).hasValue(0);
    assertThat(closed.value("grpc_server_oldest_stream_age_seconds", "method", TALK)).isEmpty();
    assertThat(closed.nonZero("grpc_server_request_total"))
        .containsExactly("{code=\"OK\", method=\"/shop.Orders/Talk\"} 2.0");
  }

  @Test
  void aStreamOfTwoDaysIsNotInTheHistogramOfRequests() throws Exception {
    try (LoopbackServer server = LoopbackServer.start(Service.ECHO, metrics::installOn)) {
      ManagedChannel channel = server.channel();
      Call stream = Call.start(channel, Methods.TALK).send("a");
      assertThat(stream.message()).isEqualTo("a");
      time.pass(Duration.ofDays(2));
      stream.halfClose().status();
      Call.make(channel, Methods.PLACE, "an order");
    }

    Page page = Page.of(registry);
    assertThat(page.samples("grpc_server_request_duration_seconds_count"))
        .hasSize(1)
        .containsValue(1.0);
    assertThat(page.sum("grpc_server_request_duration_seconds_sum")).isZero();
    String bucket = "grpc_server_stream_duration_seconds_bucket";
    assertThat(page.value(bucket, "method", TALK, "code", "OK", "le", "86400.0")).hasValue(0);
    assertThat(page.value(bucket, "method", TALK, "code", "OK", "le", "604800.0")).hasValue(1);
    assertThat(page.sum("grpc_server_stream_duration_seconds_sum")).isEqualTo(172_800);
  }

  @Test
  void messagesOfEveryKindOfStreamAreCountedAndThoseOfUnaryCallsAreNot() throws Exception {
    try (LoopbackServer server = LoopbackServer.start(Service.ECHO, metrics::installOn)) {
      ManagedChannel channel = server.channel();
      Call.make(channel, Methods.PLACE, "an order");
      Call.make(channel, Methods.LIST, "one two three");
      Call.make(channel, Methods.UPLOAD, "one", "two");
    }

    Page page = Page.of(registry);
    assertThat(page.nonZero("grpc_server_stream_messages_received_total"))
        .containsExactly(
            "{method=\"/shop.Orders/List\"} 1.0", "{method=\"/shop.Orders/Upload\"} 2.0");
    assertThat(page.nonZero("grpc_server_stream_messages_sent_total"))
        .containsExactly(
            "{method=\"/shop.Orders/List\"} 3.0", "{method=\"/shop.Orders/Upload\"} 1.0");
    assertThat(page.value("grpc_server_open_streams", "method", LIST)).hasValue(0);
    assertThat(page.value("grpc_server_open_streams", "method", "/shop.Orders/Place")).isEmpty();
  }
}

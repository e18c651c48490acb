package lampas.metrics.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.Objects;
import lampas.metrics.Registry;
import lampas.metrics.grpc.limit.Rate;
import lampas.metrics.grpc.limit.RateLimits;
import lampas.metrics.grpc.wire.Call;
import lampas.metrics.grpc.wire.LoopbackServer;
import lampas.metrics.grpc.wire.Methods;
import lampas.metrics.grpc.wire.Page;
import lampas.metrics.grpc.wire.Service;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final Metadata.Key<String> TENANT =
      Metadata.Key.of("tenant", Metadata.ASCII_STRING_MARSHALLER);

  private final Registry registry = Registry.create();
  private final FakeTime time = new FakeTime();

  @Test
  void unaryAndStreamingCallsTakeFromOneBucket() throws Exception {
    GrpcServerMetrics metrics = metrics(RateLimits.NONE.withTotal(new Rate(1, 3)));
    try (LoopbackServer server = LoopbackServer.start(Service.ECHO, metrics::installOn)) {
      ManagedChannel channel = server.channel();
      assertThat(Call.make(channel, Methods.PLACE, "x").getCode()).isEqualTo(Status.Code.OK);
      assertThat(Call.make(channel, Methods.TALK, "x").getCode()).isEqualTo(Status.Code.OK);
      assertThat(Call.make(channel, Methods.LIST, "x").getCode()).isEqualTo(Status.Code.OK);
      Status refused = Call.make(channel, Methods.TALK, "x");
      assertThat(refused.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      assertThat(refused.getDescription()).isEqualTo("rate limit: reached (try again later)");
      assertThat(Call.make(channel, Methods.PLACE, "x").getCode())
          .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      time.pass(Duration.ofSeconds(1));
      assertThat(Call.make(channel, Methods.PLACE, "x").getCode()).isEqualTo(Status.Code.OK);
    }

    Page page = Page.of(registry);
    assertThat(page.nonZero("grpc_server_rate_limit_hits_total"))
        .containsExactly(
            "{method=\"/shop.Orders/Place\"} 1.0", "{method=\"/shop.Orders/Talk\"} 1.0");
    assertThat(page.nonZero("grpc_server_request_total"))
        .containsExactly(
            "{code=\"OK\", method=\"/shop.Orders/List\"} 1.0",
            "{code=\"OK\", method=\"/shop.Orders/Place\"} 2.0",
            "{code=\"OK\", method=\"/shop.Orders/Talk\"} 1.0",
            "{code=\"RESOURCE_EXHAUSTED\", method=\"/shop.Orders/Place\"} 1.0",
            "{code=\"RESOURCE_EXHAUSTED\", method=\"/shop.Orders/Talk\"} 1.0");
    assertThat(page.nonZero("grpc_server_in_flight_requests")).isEmpty();
  }

  @Test
  void connectionsFromOneAddressAreOneClient() throws Exception {
    GrpcServerMetrics metrics = metrics(RateLimits.NONE.withPerClient(new Rate(1, 2)));
    try (LoopbackServer server = LoopbackServer.start(Service.ECHO, metrics::installOn)) {
      assertThat(place(server)).isEqualTo(Status.Code.OK);
      assertThat(place(server)).isEqualTo(Status.Code.OK);
      assertThat(place(server)).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    }
  }

  @Test
  void whoIsAClientCanBeSaidOtherwise() throws Exception {
    GrpcServerMetrics metrics =
        GrpcServerMetrics.create(
            registry,
            GrpcServerOptions.DEFAULT
                .withRateLimits(RateLimits.NONE.withPerClient(new Rate(1, 1)))
                .withClientIdentity(
                    (call, headers) -> Objects.requireNonNullElse(headers.get(TENANT), "nobody")),
            time);
    try (LoopbackServer server = LoopbackServer.start(Service.ECHO, metrics::installOn)) {
      assertThat(place(server, tenant("a"))).isEqualTo(Status.Code.OK);
      assertThat(place(server, tenant("b"))).isEqualTo(Status.Code.OK);
      assertThat(place(server)).isEqualTo(Status.Code.OK);
      assertThat(place(server, tenant("a"))).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    }
  }

  private GrpcServerMetrics metrics(RateLimits limits) {
    return GrpcServerMetrics.create(
        registry, GrpcServerOptions.DEFAULT.withRateLimits(limits), time);
  }

  private static Status.Code place(LoopbackServer server, ClientInterceptor... interceptors) {
    return Call.make(server.channel(interceptors), Methods.PLACE, "x").getCode();
  }

  private static ClientInterceptor tenant(String name) {
    Metadata headers = new Metadata();
    headers.put(TENANT, name);
    return MetadataUtils.newAttachHeadersInterceptor(headers);
  }
}

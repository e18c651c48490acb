package lampas.metrics.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicInteger;
import lampas.metrics.Registry;
import lampas.metrics.grpc.limit.Rate;
import lampas.metrics.grpc.limit.RateLimits;
import lampas.metrics.grpc.wire.Call;
import lampas.metrics.grpc.wire.LoopbackServer;
import lampas.metrics.grpc.wire.Methods;
import lampas.metrics.grpc.wire.Page;
import lampas.metrics.grpc.wire.Service;
import org.junit.jupiter.api.Test;

/** Metrics, panic recovery, slow-call log, connections, rate limit, auth, handler. */
class InterceptorOrderTest {
  private final Registry registry = Registry.create();
  private final AtomicInteger asked = new AtomicInteger();
  private final GrpcServerOptions options =
      GrpcServerOptions.DEFAULT
          .withConnectionLimit(1)
          .withRateLimits(RateLimits.NONE.withTotal(new Rate(1e-6, 2)))
          .withAuthHook((call, headers) -> {
            asked.incrementAndGet();
            throw new IllegalStateException("for this test");
          });

  @Test
  void eachOneSeesOnlyWhatThoseBeforeItLetThrough() throws Exception {
    try (LoopbackServer server =
        LoopbackServer.start(
            Service.ECHO, builder -> GrpcServerMetrics.install(builder, registry, options))) {
      ManagedChannel accepted = server.channel();
      ManagedChannel past = server.channel();
      /* Recovery stands around the hook. */
      assertThat(place(accepted)).isEqualTo(Status.Code.INTERNAL);
      /* A connection past the limit takes no token: one is left afterwards. */
      assertThat(place(past)).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(place(past)).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(place(accepted)).isEqualTo(Status.Code.INTERNAL);
      /* A call past the rate is not authenticated. */
      assertThat(place(accepted)).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      assertThat(asked).hasValue(2);
    }

    Page page = Page.of(registry);
    assertThat(page.nonZero("grpc_server_request_total"))
        .containsExactly(
            "{code=\"INTERNAL\", method=\"/shop.Orders/Place\"} 2.0",
            "{code=\"RESOURCE_EXHAUSTED\", method=\"/shop.Orders/Place\"} 1.0",
            "{code=\"UNAVAILABLE\", method=\"/shop.Orders/Place\"} 2.0");
    assertThat(page.sum("grpc_server_panic_total")).isEqualTo(2);
    assertThat(page.sum("grpc_server_rate_limit_hits_total")).isEqualTo(1);
    assertThat(page.nonZero("grpc_server_in_flight_requests")).isEmpty();
  }

  private static Status.Code place(ManagedChannel channel) {
    return Call.make(channel, Methods.PLACE, "x").getCode();
  }
}

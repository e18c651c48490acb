package lampas.metrics.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import lampas.metrics.Registry;
import lampas.metrics.grpc.limit.Rate;
import lampas.metrics.grpc.limit.RateLimits;
import lampas.metrics.grpc.wire.Methods;
import lampas.metrics.grpc.wire.Page;
import lampas.metrics.grpc.wire.Service;
import org.junit.jupiter.api.Test;

/** What a unary call leaves to the garbage collector more than it would without us. */
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int CALLS = 2_000;
  private static final int ROUNDS = 10;
  private static final Rate PLENTY = new Rate(1e9, 1_000_000_000);
  private static final GrpcServerOptions EVERYTHING =
      GrpcServerOptions.DEFAULT
          .withSlowCallThreshold(Duration.ofMinutes(1))
          .withConnectionLimit(10)
          .withRateLimits(RateLimits.NONE.withTotal(PLENTY).withPerClient(PLENTY))
          .withAuthHook((call, headers) -> AuthDecision.ADMITTED);

  private final Registry registry = Registry.create();

  /* 64 bytes of these are gRPC's own for having a tracer. */
  @Test
  void measuringCostsAtMostOneHundredBytes() throws Exception {
    assertThat(addedBytes(metrics(GrpcServerOptions.DEFAULT)::measureOnly)).isBetween(1L, 100L);
  }

  /* 88 bytes of these are gRPC's own, for having a tracer and an interceptor. */
  @Test
  void allGuardsTogetherCostNoMoreThanOneListener() throws Exception {
    assertThat(addedBytes(metrics(EVERYTHING)::installOn)).isBetween(1L, 144L);
  }

  /* Only over a network: inside one process gRPC tells tracers no timeout. */
  @Test
  void theTimeoutOfARequestCostsItsTextAndItsNumber() {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("grpc-timeout", Metadata.ASCII_STRING_MARSHALLER), "59999999u");
    long sum = 0;
    long fewest = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int call = 0; call < CALLS; call++) {
        sum += RequestTimeout.nanos(headers);
      }
      fewest = Math.min(fewest, THREADS.getCurrentThreadAllocatedBytes() - before);
    }

    assertThat(sum).isEqualTo(59_999_999_000L * ROUNDS * CALLS);
    assertThat(fewest / CALLS).isBetween(1L, 80L);
  }

  private GrpcServerMetrics metrics(GrpcServerOptions options) {
    return GrpcServerMetrics.create(registry, options);
  }

  private long addedBytes(Consumer<ServerBuilder<?>> installation) throws Exception {
    long without = bytesOfACall(server -> {});
    long with = bytesOfACall(installation);
    assertThat(Page.of(registry).nonZero("grpc_server_request_total"))
        .containsExactly("{code=\"OK\", method=\"/shop.Orders/Place\"} " + ROUNDS * CALLS + ".0");
    return with - without;
  }

  private static long bytesOfACall(Consumer<ServerBuilder<?>> installation) throws Exception {
    String name = InProcessServerBuilder.generateName();
    InProcessServerBuilder builder =
        InProcessServerBuilder.forName(name).directExecutor().addService(Service.ECHO.definition());
    installation.accept(builder);
    Server server = builder.build().start();
    ManagedChannel channel = InProcessChannelBuilder.forName(name).directExecutor().build();
    try {
      long fewest = Long.MAX_VALUE;
      /* The first rounds load, compile and grow what is kept. */
      for (int round = 0; round < ROUNDS; round++) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int call = 0; call < CALLS; call++) {
          place(channel);
        }
        fewest = Math.min(fewest, THREADS.getCurrentThreadAllocatedBytes() - before);
      }
      return fewest / CALLS;
    } finally {
      channel.shutdown().awaitTermination(10, TimeUnit.SECONDS);
      server.shutdown().awaitTermination(10, TimeUnit.SECONDS);
    }
  }

  /* On this thread from beginning to end. */
  private static void place(ManagedChannel channel) {
    ClientCall<String, String> call = channel.newCall(Methods.PLACE, CallOptions.DEFAULT);
    Ended ended = new Ended();
    call.start(ended, new Metadata());
    call.request(2);
    call.sendMessage("an order");
    call.halfClose();
    assertThat(ended.ok).isTrue();
  }

  private static final class Ended extends ClientCall.Listener<String> {
    private boolean ok;

    @Override
    public void onClose(Status status, Metadata trailers) {
      ok = status.isOk();
    }
  }
}

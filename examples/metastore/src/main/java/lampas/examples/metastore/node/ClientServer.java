package lampas.examples.metastore.node;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import lampas.examples.metastore.config.LimitSettings;
import lampas.examples.metastore.config.MetastoreConfiguration;
import lampas.metrics.Registry;
import lampas.metrics.grpc.AuthHook;
import lampas.metrics.grpc.GrpcServerMetrics;
import lampas.metrics.grpc.GrpcServerOptions;
import lampas.metrics.grpc.limit.Rate;
import lampas.metrics.grpc.limit.RateLimits;
import lampas.model.error.ErrorKind;

/** The gRPC server for clients, measured and guarded. */
final class ClientServer implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(2);

  /* Requests that are a little too large get etcd's own error, as from etcd; those that are much
  too large end with gRPC's, before they are in memory. */
  private static final int ABOVE_LARGEST = 512 * 1024;

  private final Server server;

  private ClientServer(Server server) {
    this.server = server;
  }

  /**
   * Starts it.
   *
   * @param registry where calls are counted; empty for nowhere
   * @throws NodeException UNAVAILABLE if the port cannot be listened on
   */
  static ClientServer start(
      MetastoreConfiguration configuration,
      List<BindableService> services,
      AuthHook auth,
      Optional<Registry> registry) {
    LimitSettings limits = configuration.limits();
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(configuration.host(), configuration.port()))
            .maxInboundMessageSize(limits.requestBytes() + ABOVE_LARGEST)
            .maxConcurrentCallsPerConnection(limits.streamsPerConnection())
            .permitKeepAliveTime(limits.keepaliveInterval().toNanos(), TimeUnit.NANOSECONDS)
            .permitKeepAliveWithoutCalls(true);
    services.forEach(builder::addService);
    GrpcServerOptions options =
        GrpcServerOptions.DEFAULT
            .withSlowCallThreshold(configuration.monitoring().slowRequestThreshold())
            .withConnectionLimit(limits.connections())
            .withRateLimits(rates(limits))
            .withAuthHook(auth);
    GrpcServerMetrics metrics =
        GrpcServerMetrics.create(registry.orElseGet(Registry::create), options);
    metrics.installOn(registry.isPresent() ? builder : new UnmeasuredServer(builder));
    Server server = builder.build();
    metrics.expect(server.getServices());
    try {
      return new ClientServer(server.start());
    } catch (IOException e) {
      throw new NodeException(
          ErrorKind.UNAVAILABLE,
          "client address: %s:%d cannot be listened on, %s (expected: a free port; 0 finds one)"
              .formatted(configuration.host(), configuration.port(), reason(e)),
          e);
    }
  }

  int port() {
    return server.getPort();
  }

  /** Takes no more calls, and lets those under way finish, but not watches. */
  @Override
  public void close() {
    server.shutdown();
    try {
      if (!server.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        server.shutdownNow();
        server.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private static RateLimits rates(LimitSettings limits) {
    RateLimits rates = RateLimits.NONE;
    if (limits.requestsPerSecond().isPresent()) {
      rates = rates.withTotal(new Rate(limits.requestsPerSecond().getAsInt(), limits.burst()));
    }
    if (limits.requestsPerSecondPerClient().isPresent()) {
      rates =
          rates.withPerClient(
              new Rate(limits.requestsPerSecondPerClient().getAsInt(), limits.burst()));
    }
    return rates;
  }

  private static String reason(IOException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage());
  }
}

package lampas.metrics.grpc.wire;

import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A server on Netty with channels to it; closing it ends them all and waits until they are. */
public final class LoopbackServer implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final Server server;
  private final List<ManagedChannel> channels = new ArrayList<>();

  private LoopbackServer(Server server) {
    this.server = server;
  }

  public static LoopbackServer start(Service service, Consumer<NettyServerBuilder> configuration)
      throws IOException {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(LOOPBACK, 0))
            .addService(service.definition());
    configuration.accept(builder);
    return new LoopbackServer(builder.build().start());
  }

  public Server server() {
    return server;
  }

  /** What a channel to it may be built for. */
  public String target() {
    return "dns:///" + LOOPBACK.getHostAddress() + ":" + server.getPort();
  }

  /** A new channel, and so a new connection once it is used. */
  public ManagedChannel channel(ClientInterceptor... interceptors) {
    return channel(builder -> builder.intercept(interceptors));
  }

  /** A new channel that is built in some way. */
  public ManagedChannel channel(Consumer<NettyChannelBuilder> configuration) {
    NettyChannelBuilder builder = NettyChannelBuilder.forTarget(target()).usePlaintext();
    configuration.accept(builder);
    ManagedChannel channel = builder.build();
    channels.add(channel);
    return channel;
  }

  /** Returns when everything is over: whatever a tracer is told, it has been told. */
  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdown);
    for (ManagedChannel channel : channels) {
      requireEnd(() -> channel.awaitTermination(10, TimeUnit.SECONDS), "channel");
    }
    server.shutdown();
    requireEnd(() -> server.awaitTermination(10, TimeUnit.SECONDS), "server");
  }

  private static void requireEnd(Callable<Boolean> wait, String what) {
    boolean ended;
    try {
      ended = wait.call();
    } catch (Exception e) {
      throw new AssertionError("the " + what + " did not end", e);
    }
    if (!ended) {
      throw new AssertionError("the " + what + " did not end: a call is still open");
    }
  }
}

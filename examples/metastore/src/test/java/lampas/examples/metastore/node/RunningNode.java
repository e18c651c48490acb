package lampas.examples.metastore.node;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import lampas.examples.metastore.config.ConfigurationLoader;
import lampas.examples.metastore.config.MetastoreConfiguration;
import lampas.examples.metastore.telemetry.Scraped;

/** A node on free ports that leads itself, and a channel to it. */
final class RunningNode implements AutoCloseable {
  final Node node;
  final ManagedChannel channel;

  private RunningNode(Node node, ManagedChannel channel) {
    this.node = node;
    this.channel = channel;
  }

  static MetastoreConfiguration configuration(Path data, String... flags) {
    Map<String, String> given = new HashMap<>();
    given.put("--data", data.toString());
    given.put("--port", "0");
    given.put("--monitoring.prometheus-port", "0");
    for (int i = 0; i < flags.length; i += 2) {
      given.put(flags[i], flags[i + 1]);
    }
    return ConfigurationLoader.empty().withFlags(given).load();
  }

  static RunningNode start(Path data, String... flags) {
    Node node = Node.start(configuration(data, flags));
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress("127.0.0.1", node.port()).usePlaintext().build();
    await("a leader", node::isLeader);
    return new RunningNode(node, channel);
  }

  Scraped scrape() throws IOException, InterruptedException {
    return Scraped.from(node.metrics().orElseThrow());
  }

  static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within 30 s: " + what);
      }
      LockSupport.parkNanos(10_000_000);
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
    node.close();
  }
}

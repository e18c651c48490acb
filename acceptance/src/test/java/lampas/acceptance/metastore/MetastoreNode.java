package lampas.acceptance.metastore;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lampas.acceptance.peer.Peer;
import lampas.acceptance.peer.Programs;
import lampas.acceptance.peer.Wait;

/**
 * A node of our metadata store that can be started, and started again with the data that it has.
 *
 * @param name its name
 * @param port for clients
 * @param peerPort for the other nodes
 * @param metricsPort for scrapes
 * @param folder where its data is
 * @param members all nodes, as the program takes them
 */
record MetastoreNode(
    String name, int port, int peerPort, int metricsPort, Path folder, String members) {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  static MetastoreNode alone(Path folder) {
    return cluster(1, folder).getFirst();
  }

  /** So many nodes that know each other. */
  static List<MetastoreNode> cluster(int nodes, Path folder) {
    List<MetastoreNode> separate =
        IntStream.rangeClosed(1, nodes)
            .mapToObj(number ->
                new MetastoreNode(
                    "node" + number, Peer.freePort(), Peer.freePort(), Peer.freePort(), folder, ""))
            .toList();
    String members =
        separate.stream()
            .map(node ->
                "%s=127.0.0.1:%d/127.0.0.1:%d".formatted(node.name, node.peerPort, node.port))
            .collect(Collectors.joining(","));
    return separate.stream()
        .map(node ->
            new MetastoreNode(
                node.name, node.port, node.peerPort, node.metricsPort, folder, members))
        .toList();
  }

  /** Starts it and waits until it says that it serves clients. */
  Peer start(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Programs.java(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                /* Starts in two thirds of the time where three nodes share two cores. */
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Programs.metastoreJar().toString(),
                "--name=" + name,
                "--port=" + port,
                "--members=" + members,
                "--data=" + folder.resolve("metastore"),
                "--monitoring.prometheus-port=" + metricsPort));
    command.addAll(List.of(arguments));
    Peer peer = Peer.start(metricsPort, "/health", folder, command);
    try {
      Wait.until(name + " is ready", LIMIT, () -> !peer.isAlive() || peer.log().contains("ready:"));
    } catch (AssertionError late) {
      peer.kill();
      throw new AssertionError(late.getMessage() + "\n" + peer.log(), late);
    }
    return peer;
  }

  /** Host and port for clients. */
  String endpoint() {
    return "127.0.0.1:" + port;
  }

  /** Host and port for scrapes. */
  String target() {
    return "127.0.0.1:" + metricsPort;
  }
}

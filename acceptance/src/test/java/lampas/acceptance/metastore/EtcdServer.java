package lampas.acceptance.metastore;

import java.nio.file.Path;
import java.util.List;
import lampas.acceptance.peer.Peer;
import lampas.acceptance.peer.Programs;

/**
 * A server of one node that speaks etcd's protocol.
 *
 * @param peer the program
 * @param endpoint host and port for clients
 * @param name the node's name
 */
record EtcdServer(Peer peer, String endpoint, String name) implements AutoCloseable {
  /** Debian's etcd. */
  static EtcdServer etcd(Path folder) {
    int port = Peer.freePort();
    String client = "http://127.0.0.1:" + port;
    String others = "http://127.0.0.1:" + Peer.freePort();
    Peer peer =
        Peer.start(
            port,
            "/health",
            folder,
            List.of(
                Programs.require("etcd"),
                "--name=alone",
                "--data-dir=" + folder.resolve("etcd"),
                "--listen-client-urls=" + client,
                "--advertise-client-urls=" + client,
                "--listen-peer-urls=" + others,
                "--initial-advertise-peer-urls=" + others,
                "--initial-cluster=alone=" + others,
                "--logger=zap",
                "--log-outputs=stderr"));
    return new EtcdServer(peer, "127.0.0.1:" + port, "alone");
  }

  /** Our metadata store, alone. */
  static EtcdServer metastore(Path folder) {
    MetastoreNode node = MetastoreNode.alone(folder);
    return new EtcdServer(node.start(), node.endpoint(), node.name());
  }

  @Override
  public void close() {
    peer.close();
  }
}

package lampas.acceptance.metastore;

import io.etcd.jetcd.Client;
import io.etcd.jetcd.ClientBuilder;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What etcd's client programs see of a server; each test uses keys of its own. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class EtcdContract
    implements KeyCommands,
        TransactionCommands,
        WatchCommands,
        LeaseCommands,
        UserCommands,
        ClusterCommands,
        JetcdCalls,
        JetcdWatches {
  private @Nullable EtcdServer server;

  /** Starts the server in an empty folder. */
  abstract EtcdServer start(Path folder) throws Exception;

  @BeforeAll
  void startServer(@TempDir Path folder) throws Exception {
    server = start(folder);
  }

  @AfterAll
  void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  public EtcdServer server() {
    return Objects.requireNonNull(server);
  }

  @Override
  public ClientBuilder jetcd() {
    return Client.builder().endpoints("http://" + server().endpoint());
  }

  @Override
  public Etcdctl etcdctl() {
    return Etcdctl.of(server().endpoint());
  }
}

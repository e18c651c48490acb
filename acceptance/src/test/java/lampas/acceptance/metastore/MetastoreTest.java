package lampas.acceptance.metastore;

import java.nio.file.Path;

/** Our metadata store keeps the contract that etcd keeps. */
class MetastoreTest extends EtcdContract {
  @Override
  EtcdServer start(Path folder) {
    return EtcdServer.metastore(folder);
  }
}

package lampas.acceptance.metastore;

import java.nio.file.Path;

/** Debian's etcd keeps the contract, so the contract is etcd's. */
class RealEtcdTest extends EtcdContract {
  @Override
  EtcdServer start(Path folder) {
    return EtcdServer.etcd(folder);
  }
}

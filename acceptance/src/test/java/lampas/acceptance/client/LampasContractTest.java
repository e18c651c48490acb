package lampas.acceptance.client;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Set;
import lampas.acceptance.peer.Peer;
import lampas.client.answer.Product;

/** The packaged server with its embedded store. */
class LampasContractTest extends BackendContract {
  @Override
  RunningBackend start(Path folder, ContractPage page, HttpClient http) throws Exception {
    Peer server = Peer.lampasServer(folder, page.configuration());
    return new RunningBackend(
        server,
        RunningBackend.client(http, server, ""),
        Product.LAMPAS,
        Set.of(
            Difference.NO_TARGET_METADATA,
            Difference.NO_DROPPED_TARGETS,
            Difference.NO_RULE_PAGES,
            Difference.NO_ALERTMANAGERS,
            Difference.NO_RUNTIME_PAGES,
            Difference.NO_STORE_PAGES,
            Difference.NO_DELETION,
            Difference.NO_SNAPSHOT,
            Difference.NO_TOMBSTONES));
  }
}

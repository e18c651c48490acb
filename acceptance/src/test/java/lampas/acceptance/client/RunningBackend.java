package lampas.acceptance.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.Set;
import lampas.acceptance.peer.Peer;
import lampas.client.PrometheusClient;
import lampas.client.answer.Product;

/**
 * A backend that runs.
 *
 * @param client the client of it
 * @param differences what it does differently
 */
record RunningBackend(
    Peer peer, PrometheusClient client, Product product, Set<Difference> differences)
    implements AutoCloseable {
  static PrometheusClient client(HttpClient http, Peer peer, String path) {
    return PrometheusClient.of(http, URI.create(peer.address() + path));
  }

  @Override
  public void close() {
    peer.close();
  }
}

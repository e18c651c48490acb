package lampas.server.demo;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import lampas.client.PrometheusClient;
import lampas.model.label.Labels;

/**
 * A service of the examples that runs beside the shop, with a load on it, as processes of their
 * own.
 *
 * <p>They write down what they counted when they end: the service what its instruments held, the
 * load what it sent.
 */
interface Neighbour extends AutoCloseable {
  /** What it is and where it listens, for people. */
  String introduction();

  /** Its pages of metrics, by the job that scrapes them. */
  Map<String, URI> pages();

  /** The names of the samples that are compared at every station. */
  List<String> proven();

  /** Lets the load finish what it is doing; what it has sent, by the series that should say so. */
  Map<Labels, Double> sent() throws IOException;

  /** Stops the service; what its instruments held. */
  Map<Labels, Double> recorded() throws IOException;

  /** What has to hold besides, asked for when everything has been scraped. */
  default List<Verdict.Check> checks(PrometheusClient client) {
    return List.of();
  }

  @Override
  void close();
}

package lampas.examples.agents.service;

import java.net.URI;

/** A service that runs until it is closed. */
public interface Service extends AutoCloseable {
  /** Where it listens. */
  URI uri();

  /**
   * Stops it, after what it has begun.
   *
   * <p>Idempotent.
   */
  @Override
  void close();

  /** All its metrics in Prometheus's text format, as they were when it stopped. */
  String lastMetrics();

  /** The address at which a host that a server listens on can be reached. */
  static URI uri(String host, int port) {
    String name = host.equals("0.0.0.0") ? "127.0.0.1" : host;
    return URI.create("http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port);
  }
}

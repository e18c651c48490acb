package lampas.server.proxy.upstream;

import java.io.IOException;

/** What the gateway shows to its backend. */
@FunctionalInterface
public interface UpstreamCredentials {
  /**
   * The value of the {@code Authorization} header, looked up for each request.
   *
   * @throws IOException if it cannot be read
   */
  String header() throws IOException;
}

package lampas.metrics.web;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;

/** Gives each new connection the certificate and the rules of this moment. */
final class LiveHttps extends HttpsConfigurator {
  private final LiveSettings live;

  LiveHttps(LiveSettings live) {
    super(new LiveContext(live));
    this.live = live;
  }

  /* The engine was made a moment ago, of an older state if the file changed in between: that
  connection is one of the last under the old certificate and trust. */
  @Override
  public void configure(HttpsParameters parameters) {
    parameters.setSSLParameters(live.current().tls().orElseThrow().parameters());
  }
}

package lampas.server.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.time.Duration;
import lampas.client.ClientSettings;
import lampas.client.PrometheusClient;
import lampas.model.time.PrometheusDuration;
import picocli.CommandLine.Option;

/** Which backend a subcommand asks. */
final class BackendOptions {
  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "${env:LAMPAS_URL:-http://127.0.0.1:9090}",
      description =
          "The Prometheus-compatible API to ask: lampas, Prometheus, VictoriaMetrics, Thanos,"
              + " Mimir. Default: $LAMPAS_URL or a lampas server here, http://127.0.0.1:9090.")
  private String url = "";

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "30s",
      description = "How long to wait for the answer. Default: ${DEFAULT-VALUE}.")
  private String timeout = "";

  PrometheusClient client() {
    return client(url(url), limit());
  }

  /** A client of the API at a URL. */
  static PrometheusClient client(URI url, Duration limit) {
    HttpClient http = HttpClient.newBuilder().connectTimeout(limit).build();
    return PrometheusClient.of(http, url, ClientSettings.defaults().withTimeout(limit));
  }

  /** How long to wait for an answer. */
  Duration limit() {
    return timeout(timeout);
  }

  /** A URL that a user gave. */
  static URI url(String text) {
    try {
      URI url = new URI(text);
      String scheme = url.getScheme();
      if (url.getHost() != null && ("http".equals(scheme) || "https".equals(scheme))) {
        return url;
      }
    } catch (URISyntaxException malformed) {
      /* Told below, like every other text that is no URL to ask. */
    }
    throw new IllegalArgumentException(
        "URL: \"" + text + "\" (expected: http://host:port or https://host:port)");
  }

  /** A timeout that a user gave. */
  static Duration timeout(String text) {
    Duration timeout = PrometheusDuration.parse(text);
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("timeout: " + text + " (expected: > 0)");
    }
    return timeout;
  }
}

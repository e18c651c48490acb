package lampas.metrics.web;

import com.sun.net.httpserver.Filter;
import java.nio.file.Path;
import lampas.metrics.MetricsException;
import lampas.metrics.exporter.ExporterOptions;
import lampas.model.error.ErrorKind;

/**
 * A web configuration file as Prometheus and its exporters have it: HTTPS, client certificates,
 * users with passwords, response headers.
 *
 * <p>The file and what it names are looked at with every connection and every request, and read
 * again when they have changed; what is wrong then is logged once and the last good configuration
 * stays. Only whether there is HTTPS at all is settled at the start. Thread-safe.
 *
 * <p>Source: {@code docs/web-configuration.md} of Prometheus's exporter-toolkit.
 */
public final class WebConfiguration {
  private final LiveSettings live;

  private WebConfiguration(LiveSettings live) {
    this.live = live;
  }

  /**
   * Reads a file, and the certificates and keys that it names; paths in it are relative to its
   * folder.
   *
   * @throws MetricsException USER with everything that is wrong, one problem a line
   */
  public static WebConfiguration read(Path file) {
    return new WebConfiguration(LiveSettings.read(file));
  }

  /**
   * Options with the encryption, the users and the headers of the file, now and as it changes.
   *
   * @throws MetricsException USER if the options have an authenticator, or HTTPS and the file too
   */
  public ExporterOptions applyTo(ExporterOptions options) {
    require(options.authenticator().isEmpty(), "authenticator");
    ExporterOptions protectedOptions =
        options
            .withAuthenticator(new BasicAuthentication(live))
            .withFilter(
                Filter.beforeHandler(
                    "the headers of the web configuration",
                    exchange ->
                        live.current()
                            .headers()
                            .forEach(
                                (name, value) -> exchange.getResponseHeaders().set(name, value))));
    if (live.current().tls().isEmpty()) {
      return protectedOptions;
    }
    require(options.https().isEmpty(), "HTTPS");
    return protectedOptions.withHttps(new LiveHttps(live));
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new MetricsException(
          ErrorKind.USER, "exporter options: " + what + " twice (expected: the file's only)");
    }
  }
}

package lampas.metrics.web;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import lampas.metrics.Registry;
import lampas.metrics.exporter.Exporter;
import lampas.metrics.exporter.ExporterOptions;
import lampas.model.catalogue.MetricDefinition;

/** An exporter of one counter, 42.5, under a web configuration file. */
final class Shop implements AutoCloseable {
  static final String PAGE =
      """
      # HELP orders_total Orders.
      # TYPE orders_total counter
      orders_total 42.5
      """;

  private final Exporter exporter;

  private Shop(Exporter exporter) {
    this.exporter = exporter;
  }

  static Shop open(Path configuration) {
    Registry registry = Registry.create();
    registry.counter(MetricDefinition.counter("orders_total").help("Orders.").build()).add(42.5);
    return new Shop(
        Exporter.start(
            registry, WebConfiguration.read(configuration).applyTo(ExporterOptions.onLoopback(0))));
  }

  int port() {
    return exporter.port();
  }

  /** Asks on a connection of its own, without credentials. */
  HttpResponse<String> get(SSLContext context) throws IOException, InterruptedException {
    return send(HttpClient.newBuilder().sslContext(context), request());
  }

  /** Asks on a connection of its own with these rules. */
  HttpResponse<String> get(SSLContext context, SSLParameters rules)
      throws IOException, InterruptedException {
    return send(HttpClient.newBuilder().sslContext(context).sslParameters(rules), request());
  }

  HttpResponse<String> get() throws IOException, InterruptedException {
    return send(HttpClient.newBuilder(), request());
  }

  HttpResponse<String> getAs(String user, String password)
      throws IOException, InterruptedException {
    String credentials = user + ":" + password;
    return getWith(
        "Basic "
            + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
  }

  HttpResponse<String> getWith(String authorization) throws IOException, InterruptedException {
    return send(HttpClient.newBuilder(), request().header("Authorization", authorization));
  }

  private HttpRequest.Builder request() {
    return HttpRequest.newBuilder(exporter.uri());
  }

  private static HttpResponse<String> send(HttpClient.Builder builder, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try (HttpClient client = builder.build()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  @Override
  public void close() {
    exporter.close();
  }
}

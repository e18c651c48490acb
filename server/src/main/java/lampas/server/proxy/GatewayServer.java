package lampas.server.proxy;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lampas.metrics.Registry;
import lampas.metrics.jvm.JvmMetrics;
import lampas.server.http.Endpoint;
import lampas.server.http.HttpServer;
import lampas.server.http.Reply;
import lampas.server.http.RequestObserver;
import lampas.server.proxy.upstream.AddressFilter;
import lampas.server.proxy.upstream.HttpUpstream;
import lampas.server.telemetry.MetricsEndpoint;

/** A running gateway, alone in front of a backend. Thread-safe. */
public final class GatewayServer implements AutoCloseable {
  private final Gateway gateway;
  private final HttpServer http;
  private final Optional<HttpServer> telemetry;

  private GatewayServer(Gateway gateway, HttpServer http, Optional<HttpServer> telemetry) {
    this.gateway = gateway;
    this.http = http;
    this.telemetry = telemetry;
  }

  /**
   * Starts a gateway.
   *
   * @throws java.io.UncheckedIOException if an address cannot be listened on
   * @throws IllegalArgumentException if the audit file cannot be written
   */
  public static GatewayServer start(GatewayServerSettings settings, Clock clock) {
    Registry registry = Registry.create();
    JvmMetrics.register(registry);
    UpstreamSettings upstream = settings.upstream();
    Gateway gateway =
        Gateway.create(
            settings.gateway(),
            HttpUpstream.of(upstream.url(), upstream.connectTimeout(), upstream.credentials()),
            AddressFilter.of(upstream.url()),
            registry,
            clock,
            System::nanoTime);
    List<HttpServer> started = new ArrayList<>();
    try {
      List<Endpoint> endpoints = new ArrayList<>(gateway.endpoints());
      endpoints.addAll(gateway.views());
      endpoints.addAll(health());
      started.add(HttpServer.start(settings.http(), endpoints, gateway.observer()));
      if (settings.telemetry().isPresent()) {
        List<Endpoint> own = new ArrayList<>(health());
        own.add(Endpoint.get("/metrics", new MetricsEndpoint(registry)));
        started.add(HttpServer.start(settings.telemetry().get(), own, RequestObserver.NONE));
      }
    } catch (RuntimeException failed) {
      started.forEach(HttpServer::close);
      gateway.close();
      throw failed;
    }
    return new GatewayServer(gateway, started.getFirst(), started.stream().skip(1).findFirst());
  }

  /** Where clients come in. */
  public URI address() {
    return http.uri();
  }

  /** Where the gateway's own metrics are. */
  public Optional<URI> telemetryAddress() {
    return telemetry.map(HttpServer::uri);
  }

  /** Lets requests on the way finish, and stops. */
  @Override
  public void close() {
    http.close();
    telemetry.ifPresent(HttpServer::close);
    gateway.close();
  }

  private static List<Endpoint> health() {
    return List.of(
        Endpoint.get("/-/healthy", call -> Reply.text(200, "Lampas gateway is healthy.\n")),
        Endpoint.get("/-/ready", call -> Reply.text(200, "Lampas gateway is ready.\n")));
  }
}

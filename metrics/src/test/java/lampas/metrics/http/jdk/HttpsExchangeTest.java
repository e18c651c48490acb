package lampas.metrics.http.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import lampas.metrics.Registry;
import lampas.metrics.http.HttpDialect;
import lampas.metrics.http.HttpServerMetrics;
import lampas.metrics.http.HttpServerOptions;
import lampas.metrics.http.wire.Page;
import lampas.metrics.http.wire.Until;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The filter on the JDK's server with TLS. */
class HttpsExchangeTest {
  private static final char[] PASSWORD = "for-this-test".toCharArray();

  @TempDir private Path folder;

  private final Registry registry = Registry.create();

  @Test
  void aRequestOverTlsIsCountedAndItsSessionIsThere() throws Exception {
    HttpServerMetrics metrics =
        HttpServerMetrics.create(
            registry, HttpServerOptions.DEFAULT.withDialect(HttpDialect.OPEN_TELEMETRY));
    SSLContext tls = tls();
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    AtomicReference<String> protocol = new AtomicReference<>("");
    HttpContext context =
        server.createContext(
            "/tasks",
            exchange -> {
              protocol.set(((HttpsExchange) exchange).getSSLSession().getProtocol());
              byte[] answer = exchange.getRequestBody().readAllBytes();
              exchange.sendResponseHeaders(201, answer.length);
              exchange.getResponseBody().write(answer);
              exchange.close();
            });
    context.getFilters().add(HttpMetricsFilter.of(metrics));
    server.start();
    try (HttpClient client = HttpClient.newBuilder().sslContext(tls).build()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(
                      URI.create("https://localhost:" + server.getAddress().getPort() + "/tasks"))
                  .POST(HttpRequest.BodyPublishers.ofString("hello"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(201);
      assertThat(answer.body()).isEqualTo("hello");
      assertThat(protocol.get()).startsWith("TLS");
    } finally {
      server.stop(0);
    }

    Until.holds(() -> Page.of(registry).sum("http_server_request_duration_seconds_count") == 1);
    assertThat(Page.of(registry).nonZero("http_server_request_duration_seconds_count"))
        .singleElement()
        .asString()
        .contains("http_response_status_code=\"201\"", "http_route=\"/tasks\"")
        .contains("url_scheme=\"https\"");
    assertThat(Page.of(registry).sum("http_server_request_body_size_bytes_sum")).isEqualTo(5);
    assertThat(Page.of(registry).sum("http_server_response_body_size_bytes_sum")).isEqualTo(5);
  }

  private SSLContext tls() throws Exception {
    Path file = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "san=dns:localhost",
                    "-alias",
                    "server",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    file.toString(),
                    "-storepass",
                    String.valueOf(PASSWORD)))
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(keys);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    return tls;
  }
}

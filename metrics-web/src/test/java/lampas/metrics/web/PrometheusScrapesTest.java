package lampas.metrics.web;

import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus scrapes an exporter that asks for its certificate and its password. */
class PrometheusScrapesTest {
  @TempDir private Path folder;

  @Test
  void valuesArriveOverMutualTlsWithAPassword() throws Exception {
    String prometheus = Program.require("prometheus");
    Certificates.in(folder);
    Path web =
        Files.writeString(
            folder.resolve("web.yml"),
            """
            tls_server_config:
              cert_file: server.crt
              key_file: server.key
              client_auth_type: RequireAndVerifyClientCert
              client_ca_file: ca.crt
            basic_auth_users:
              prometheus: %s
            """
                .formatted(BCrypt.withDefaults().hashToString(4, "a password".toCharArray())));
    try (Shop shop = Shop.open(web)) {
      Path configuration =
          Files.writeString(
              folder.resolve("prometheus.yml"),
              """
              global: {scrape_interval: 1s, scrape_timeout: 1s}
              scrape_configs:
                - job_name: right
                  scheme: https
                  tls_config: {ca_file: ca.crt, cert_file: client.crt, key_file: client.key}
                  basic_auth: {username: prometheus, password: a password}
                  static_configs: [{targets: ["127.0.0.1:%1$d"]}]
                - job_name: wrong-password
                  scheme: https
                  tls_config: {ca_file: ca.crt, cert_file: client.crt, key_file: client.key}
                  basic_auth: {username: prometheus, password: another}
                  static_configs: [{targets: ["127.0.0.1:%1$d"]}]
                - job_name: no-certificate
                  scheme: https
                  tls_config: {ca_file: ca.crt}
                  basic_auth: {username: prometheus, password: a password}
                  static_configs: [{targets: ["127.0.0.1:%1$d"]}]
              """
                  .formatted(shop.port()));
      int port = freePort();
      Process process =
          new ProcessBuilder(
                  prometheus,
                  "--config.file=" + configuration,
                  "--storage.tsdb.path=" + folder.resolve("data"),
                  "--web.listen-address=127.0.0.1:" + port)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("prometheus.log").toFile())
              .start();
      try {
        await(port, "orders_total{job=\"right\"}", "\"42.5\"");
        await(port, "up == 0", "\"wrong-password\"");
        await(port, "up == 0", "\"no-certificate\"");
        assertThat(query(port, "orders_total{job!=\"right\"}")).endsWith("\"result\":[]}}");
      } finally {
        process.destroy();
        process.waitFor(20, TimeUnit.SECONDS);
      }
    }
  }

  private static void await(int port, String promql, String answer) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    String last = "";
    while (System.nanoTime() < deadline) {
      last = query(port, promql);
      if (last.contains(answer)) {
        return;
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    throw new AssertionError(promql + ": " + last + " (expected: " + answer + ")");
  }

  private static String query(int port, String promql) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = new URI("http", null, "127.0.0.1", port, "/api/v1/query", "query=" + promql, null);
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    } catch (IOException notYet) {
      return notYet.toString();
    } catch (InterruptedException | URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}

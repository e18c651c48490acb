package lampas.server.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import lampas.server.config.ConfigurationException;
import lampas.server.config.ConfigurationLoader;
import lampas.server.proxy.config.GatewayReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tenants by the certificates of their clients. */
class MutualTlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private Path folder;
  private final CountDownLatch closed = new CountDownLatch(1);

  @Test
  void aClientIsTheTenantOfItsCertificate() throws Exception {
    make("server", "CN=server", "san=ip:127.0.0.1");
    make("client", "CN=team a, O=Example", "san=dns:client");
    make("stranger", "CN=stranger", "san=dns:stranger");
    Files.writeString(folder.resolve("authorities.crt"), read("client.crt") + read("stranger.crt"));
    try (ScriptedUpstream upstream = ScriptedUpstream.saying(ScriptedUpstream.EMPTY_VECTOR);
        RunningGateway gateway = RunningGateway.start(settings(upstream))) {
      assertThat(gateway.uri().getScheme()).isEqualTo("https");

      assertThat(status(gateway.uri(), "client")).isEqualTo(200);
      assertThat(upstream.next().parameter("query")).isEqualTo("up{tenant=\"a\"}");
      assertThat(status(gateway.uri(), "stranger")).isEqualTo(401);
      assertThat(status(gateway.uri(), "")).isEqualTo(401);
      assertThat(status(gateway.uri(), "client", "Authorization", "Bearer wrong")).isEqualTo(401);
      assertThat(upstream.count()).isZero();

      upstream.script((asked, in, out) -> {
        try {
          assertThat(in.read()).isNegative();
        } finally {
          closed.countDown();
        }
        return false;
      });
      askAndGoAway(gateway.uri(), upstream);
      assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void filesThatDoNotFitAreProblemsOfTheConfiguration() throws Exception {
    Files.writeString(folder.resolve("server.crt"), "nothing");
    Files.writeString(folder.resolve("server.key"), "nothing");
    Files.writeString(folder.resolve("authorities.crt"), "nothing");

    try (ScriptedUpstream upstream = ScriptedUpstream.saying("")) {
      assertThatThrownBy(() -> settings(upstream))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("tls: TLS: ")
          .hasMessageContaining("server.crt");
    }
  }

  private GatewayServerSettings settings(ScriptedUpstream upstream) {
    return GatewayReader.read(
        ConfigurationLoader.text(
            "gateway.yml",
            """
            listen: 127.0.0.1:0
            tls: {cert_file: server.crt, key_file: server.key, client_ca_file: authorities.crt}
            upstream: {url: "%s"}
            tenants: [{name: a, matchers: {tenant: a}, certificates: ["CN=team a,O=Example"]}]
            """
                .formatted(upstream.uri()),
            folder),
        Map.of());
  }

  /* TLS is ended as a client should, before the connection is closed. */
  private void askAndGoAway(URI gateway, ScriptedUpstream upstream) throws Exception {
    try (SSLSocket socket =
        (SSLSocket)
            context("client").getSocketFactory().createSocket("127.0.0.1", gateway.getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /api/v1/query?query=up HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      upstream.next();
    }
  }

  private int status(URI gateway, String client, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(gateway + "/api/v1/query?query=up"));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try (HttpClient http = HttpClient.newBuilder().sslContext(context(client)).build()) {
      return http.send(request.build(), BodyHandlers.ofString()).statusCode();
    }
  }

  private SSLContext context(String client) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", store("server").getCertificate("server"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    if (client.isEmpty()) {
      KeyStore none = KeyStore.getInstance("PKCS12");
      none.load(null, null);
      keys.init(none, PASSWORD);
    } else {
      keys.init(store(client), PASSWORD);
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private KeyStore store(String name) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private void make(String name, String subject, String extension) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", subject));
    command.addAll(List.of("-validity", "2", "-ext", extension, "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", folder.resolve(name + ".p12").toString()));
    command.addAll(List.of("-storepass", new String(PASSWORD)));
    Process keytool = new ProcessBuilder(command).inheritIO().start();
    assertThat(keytool.waitFor()).isZero();
    Certificate certificate = store(name).getCertificate(name);
    Files.writeString(folder.resolve(name + ".crt"), pem("CERTIFICATE", certificate.getEncoded()));
    Files.writeString(
        folder.resolve(name + ".key"),
        pem("PRIVATE KEY", store(name).getKey(name, PASSWORD).getEncoded()));
  }

  private String read(String file) throws Exception {
    return Files.readString(folder.resolve(file));
  }

  private static String pem(String type, byte[] content) {
    String text =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, text, type);
  }
}

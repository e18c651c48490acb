package lampas.metrics.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpsTest {
  @TempDir private static Path folder;
  private static Certificates certificates;

  @BeforeAll
  static void makeCertificates() throws Exception {
    certificates = Certificates.in(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"server", "server-ec", "server-ed"})
  void samplesArriveEncrypted(String name) throws Exception {
    try (Shop shop = shop("cert_file: %s.crt\n  key_file: %s.key".formatted(name, name))) {
      HttpResponse<String> response = shop.get(certificates.clientContext(""));

      assertThat(response.body()).isEqualTo(Shop.PAGE);
      assertThat(response.sslSession().orElseThrow().getPeerPrincipal().getName())
          .isEqualTo("CN=" + name);
    }
  }

  @Test
  void certificateAndKeyMayStandInTheFileItself() throws Exception {
    String inline =
        "cert: |\n%s\n  key: |\n%s".formatted(indented("server-ec.crt"), indented("server-ec.key"));
    try (Shop shop = shop(inline)) {
      assertThat(shop.get(certificates.clientContext("")).body()).isEqualTo(Shop.PAGE);
    }
  }

  @ParameterizedTest
  @CsvSource({"server, rsa, RSA PRIVATE KEY", "server-ec, ec, EC PRIVATE KEY"})
  void theOlderFormsOfKeysAreRead(String name, String form, String type) throws Exception {
    String openssl = Program.require("openssl");
    Path key = folder.resolve(name + "-older.key");
    List<String> convert =
        form.equals("rsa") ? List.of(openssl, "rsa", "-traditional") : List.of(openssl, "ec");
    Program.run(
            folder,
            Stream.concat(
                    convert.stream(),
                    List.of("-in", folder.resolve(name + ".key").toString(), "-out", key.toString())
                        .stream())
                .toList())
        .succeeded();
    assertThat(key).content().startsWith("-----BEGIN " + type);

    try (Shop shop = shop("cert_file: %s.crt\n  key_file: %s-older.key".formatted(name, name))) {
      assertThat(shop.get(certificates.clientContext("")).body()).isEqualTo(Shop.PAGE);
    }
  }

  @Test
  void whoDoesNotEncryptGetsNothing() throws Exception {
    try (Shop shop = shop("cert_file: server.crt\n  key_file: server.key");
        HttpClient client = HttpClient.newHttpClient()) {
      URI plain = URI.create("http://127.0.0.1:" + shop.port() + "/metrics");

      assertThatThrownBy(
              () -> client.send(HttpRequest.newBuilder(plain).build(), BodyHandlers.ofString()))
          .isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RequireAndVerifyClientCert, '', false",
    "RequireAndVerifyClientCert, stranger, false",
    "RequireAndVerifyClientCert, client, true",
    "VerifyClientCertIfGiven, '', true",
    "VerifyClientCertIfGiven, stranger, false",
    "VerifyClientCertIfGiven, client, true",
    "RequireAnyClientCert, '', false",
    "RequireAnyClientCert, stranger, true",
    "RequireClientCert, client, true",
    "RequestClientCert, '', true",
    "RequestClientCert, stranger, true"
  })
  void clientsNeedTheCertificateThatIsAskedFor(String policy, String client, boolean allowed)
      throws Exception {
    try (Shop shop =
        shop(
            """
            cert_file: server.crt
              key_file: server.key
              client_ca_file: ca.crt
              client_auth_type: %s\
            """
                .formatted(policy))) {
      assertAllowed(shop, certificates.clientContext(client), allowed);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "scraper, client, true",
    "'2001:DB8:0::1', client, true",
    "'2001:db8::2', client, false",
    "other, client, false",
    "scraper, stranger, false"
  })
  void clientsNeedOneOfTheNamesThatAreAllowed(String name, String client, boolean allowed)
      throws Exception {
    try (Shop shop =
        shop(
            """
            cert_file: server.crt
              key_file: server.key
              client_ca_file: ca.crt
              client_auth_type: RequireAndVerifyClientCert
              client_allowed_sans: ["%s"]\
            """
                .formatted(name))) {
      assertAllowed(shop, certificates.clientContext(client), allowed);
    }
  }

  @ParameterizedTest
  @CsvSource({"TLS12, TLS12, TLSv1.2", "TLS12, TLS13, TLSv1.3", "TLS13, TLS13, TLSv1.3"})
  void versionsAreThoseOfTheFile(String oldest, String newest, String spoken) throws Exception {
    SSLParameters old = new SSLParameters();
    old.setProtocols(new String[] {"TLSv1.2"});
    SSLContext context = certificates.clientContext("");
    try (Shop shop =
        shop(
            """
            cert_file: server.crt
              key_file: server.key
              min_version: %s
              max_version: %s\
            """
                .formatted(oldest, newest))) {
      assertThat(shop.get(context).sslSession().orElseThrow().getProtocol()).isEqualTo(spoken);
      if (oldest.equals("TLS12")) {
        assertThat(shop.get(context, old).body()).isEqualTo(Shop.PAGE);
      } else {
        assertThatThrownBy(() -> shop.get(context, old)).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void theServersFirstCipherSuiteIsTaken() throws Exception {
    SSLParameters rules = new SSLParameters();
    rules.setCipherSuites(
        new String[] {
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"
        });
    rules.setProtocols(new String[] {"TLSv1.2"});
    try (Shop shop =
        shop(
            """
            cert_file: server.crt
              key_file: server.key
              cipher_suites:
                - TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
                - TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256\
            """)) {
      HttpResponse<String> response = shop.get(certificates.clientContext(""), rules);

      assertThat(response.body()).isEqualTo(Shop.PAGE);
      assertThat(response.sslSession().orElseThrow().getCipherSuite())
          .isEqualTo("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");
    }
  }

  @Test
  void theClientsFirstCipherSuiteIsTakenIfTheFileSaysSo() throws Exception {
    SSLParameters rules = new SSLParameters();
    rules.setCipherSuites(
        new String[] {
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"
        });
    rules.setProtocols(new String[] {"TLSv1.2"});
    try (Shop shop =
        shop(
            """
            cert_file: server.crt
              key_file: server.key
              prefer_server_cipher_suites: false
              cipher_suites:
                - TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
                - TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256\
            """)) {
      assertThat(
              shop.get(certificates.clientContext(""), rules)
                  .sslSession()
                  .orElseThrow()
                  .getCipherSuite())
          .isEqualTo("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
    }
  }

  @Test
  void curvesAreThoseOfTheFile() throws Exception {
    SSLContext context = certificates.clientContext("");
    try (Shop shop =
        shop("cert_file: server.crt\n  key_file: server.key\n  curve_preferences: [X25519]")) {
      handshake(shop, context, "x25519");
      assertThatThrownBy(() -> handshake(shop, context, "secp256r1"))
          .isInstanceOf(IOException.class);
    }
  }

  /* The JDK's HTTP client does not hand curves on. */
  private static void handshake(Shop shop, SSLContext context, String curve) throws IOException {
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", shop.port())) {
      SSLParameters rules = socket.getSSLParameters();
      rules.setNamedGroups(new String[] {curve});
      socket.setSSLParameters(rules);
      socket.startHandshake();
    }
  }

  private static void assertAllowed(Shop shop, SSLContext context, boolean allowed)
      throws Exception {
    if (allowed) {
      assertThat(shop.get(context).body()).isEqualTo(Shop.PAGE);
    } else {
      assertThatThrownBy(() -> shop.get(context)).isInstanceOf(IOException.class);
    }
  }

  private static String indented(String file) throws IOException {
    return Files.readString(folder.resolve(file)).strip().indent(4).stripTrailing();
  }

  private static Shop shop(String tls) throws IOException {
    return Shop.open(
        Files.writeString(folder.resolve("web.yml"), "tls_server_config:\n  " + tls + "\n"));
  }
}

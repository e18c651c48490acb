package lampas.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import lampas.client.http.ConnectionSettings;
import lampas.client.tls.ClientKey;
import lampas.client.tls.TlsFiles;
import lampas.model.error.ErrorKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backend that wants a certificate, and that has one of its own. */
class TlsTest {
  @TempDir private static Path folder;

  private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();
  private static Certificates certificates;
  private static HttpsServer server;

  @BeforeAll
  static void start() throws Exception {
    certificates = Certificates.in(folder);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(certificates.server()) {
          @Override
          public void configure(HttpsParameters parameters) {
            var wanted = getSSLContext().getDefaultSSLParameters();
            wanted.setNeedClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    server.setExecutor(THREADS);
    server.createContext(
        "/",
        exchange -> {
          String client = ((HttpsExchange) exchange).getSSLSession().getPeerPrincipal().getName();
          byte[] body =
              "{\"status\":\"success\",\"data\":[\"%s\"]}".formatted(client).getBytes(UTF_8);
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
    THREADS.shutdownNow();
  }

  private static List<String> ask(TlsFiles files) {
    URI base = URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    try (PrometheusClient client =
        PrometheusClient.open(
            base, ConnectionSettings.defaults().withTls(files), ClientSettings.defaults())) {
      return client.labelNames(SeriesScope.all());
    }
  }

  private static TlsFiles trusting() throws Exception {
    return TlsFiles.trusting(certificates.chain("ca"));
  }

  @Test
  void theBackendSeesTheCertificateWithAKeyOfAnyForm() throws Exception {
    for (String name : List.of("client", "server")) {
      Path chain = certificates.chain(name);
      for (Path key : List.of(certificates.key(name), certificates.olderKey(name))) {
        assertThat(ask(trusting().withClientKey(new ClientKey(chain, key))))
            .as(key.getFileName().toString())
            .containsExactly("CN=" + name);
      }
    }
  }

  @Test
  void withoutACertificateOrTrustThereIsNoConnection() throws Exception {
    RequestException unknown = catchThrowableOfType(RequestException.class, () -> ask(trusting()));
    assertThat(unknown.failure()).isInstanceOf(ClientFailure.Unreachable.class);

    TlsFiles trustingOthers =
        TlsFiles.showing(new ClientKey(certificates.chain("client"), certificates.key("client")));
    RequestException untrusted =
        catchThrowableOfType(RequestException.class, () -> ask(trustingOthers));
    assertThat(untrusted.failure())
        .isEqualTo(new ClientFailure.Unreachable("no encrypted connection that both sides accept"));
    assertThat(untrusted.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(untrusted.getMessage()).doesNotContain("127.0.0.1");
  }

  @Test
  void filesThatAreOfNoUseAreTold() throws Exception {
    Path chain = certificates.chain("client");
    Path nothing = Files.writeString(folder.resolve("nothing.pem"), "nothing");
    Path locked =
        Files.writeString(
            folder.resolve("locked.pem"), Certificates.pem("ENCRYPTED PRIVATE KEY", new byte[9]));
    Path old =
        Files.writeString(
            folder.resolve("old.pem"),
            "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n"
                + "-----END RSA PRIVATE KEY-----\n");
    Path broken =
        Files.writeString(
            folder.resolve("broken.pem"), Certificates.pem("CERTIFICATE", new byte[9]));

    assertUseless(
        TlsFiles.trusting(nothing),
        "authorities: no certificate (expected: PEM with a CERTIFICATE)");
    assertUseless(
        TlsFiles.trusting(broken), "authorities: not a certificate (expected: X.509 in PEM)");
    assertUseless(TlsFiles.trusting(folder.resolve("missing.pem")), "TLS: a file cannot be read");
    assertUseless(
        TlsFiles.showing(new ClientKey(nothing, certificates.key("client"))),
        "client certificate: no certificate (expected: PEM with a CERTIFICATE)");
    assertUseless(
        TlsFiles.showing(new ClientKey(chain, nothing)),
        "client key: no private key (expected: PEM with a PRIVATE KEY)");
    assertUseless(
        TlsFiles.showing(new ClientKey(chain, locked)),
        "client key: ENCRYPTED PRIVATE KEY (expected: a private key without a passphrase)");
    assertUseless(
        TlsFiles.showing(new ClientKey(chain, old)),
        "client key: an encrypted key (expected: one without a passphrase)");
    assertUseless(
        TlsFiles.showing(new ClientKey(chain, certificates.key("server"))),
        "client key: no RSA key (expected: the private key of the certificate)");
  }

  private static void assertUseless(TlsFiles files, String message) {
    SettingsException useless = catchThrowableOfType(SettingsException.class, () -> ask(files));
    assertThat(useless).hasMessage(message);
    assertThat(useless.kind()).isEqualTo(ErrorKind.USER);
  }
}

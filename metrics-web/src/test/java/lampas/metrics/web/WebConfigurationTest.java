package lampas.metrics.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.BasicAuthenticator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lampas.metrics.MetricsException;
import lampas.metrics.exporter.ExporterOptions;
import lampas.model.error.ErrorKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebConfigurationTest {
  @TempDir private Path folder;

  @Test
  void everythingThatIsWrongIsSaidAtOnce() throws Exception {
    Files.writeString(folder.resolve("text.pem"), "no certificate\n");

    assertProblems(
        """
        tls_server_config:
          cert_file: text.pem
          key_file: missing.key
          client_auth_typ: RequireAndVerifyClientCert
          client_ca_file: [a.pem]
          min_version: TLS14
          max_version: TLS10
          cipher_suites: [TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA255, SSL_RSA_WITH_DES_CBC_SHA]
          curve_preferences: [X448]
          prefer_server_cipher_suites: maybe
        http_server_config:
          http3: true
          headers:
            X-Frame-Options: allow
            X-Powered-By: lampas
        basic_auth_users:
          alice: secret
          alice: secret
        rate_limit: {interval: 1s, burst: 20}
        metrics: []
        """,
        """
        web.yml:2:14: tls_server_config.cert_file: no certificate (expected: PEM with a CERTIFICATE)
        web.yml:3:13: tls_server_config.key_file: missing.key, no such file (expected: a PEM file)
        web.yml:4:3: tls_server_config.client_auth_typ: unknown key (did you mean client_auth_type?)
        web.yml:5:19: tls_server_config.client_ca_file: a list (expected: a text)
        web.yml:6:16: tls_server_config.min_version: TLS14 (expected: TLS10, TLS11, TLS12, TLS13)
        web.yml:7:16: tls_server_config.max_version: TLS10, which this JDK does not speak (expected: a version that its jdk.tls.disabledAlgorithms allows)
        web.yml:8:18: tls_server_config.cipher_suites: TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA255, which this JDK does not offer (nearest: TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)
        web.yml:8:18: tls_server_config.cipher_suites: SSL_RSA_WITH_DES_CBC_SHA, which this JDK does not offer
        web.yml:9:22: tls_server_config.curve_preferences: X448 (expected: CurveP256, CurveP384, CurveP521, X25519)
        web.yml:10:32: tls_server_config.prefer_server_cipher_suites: maybe (expected: false, true)
        web.yml:12:3: http_server_config.http3: unknown key (did you mean http2?)
        web.yml:14:22: http_server_config.headers.X-Frame-Options: allow (expected: deny or sameorigin)
        web.yml:15:5: http_server_config.headers.X-Powered-By: unknown key (expected one of: Strict-Transport-Security, X-Content-Type-Options, X-Frame-Options, X-XSS-Protection, Content-Security-Policy)
        web.yml:17:10: basic_auth_users.alice: not a bcrypt hash (expected: 60 characters that begin with $2a$, $2b$ or $2y$)
        web.yml:18:3: basic_auth_users.alice: twice (expected: once)
        web.yml:19:1: rate_limit: not supported (the exporter limits scrapes in flight, see ExporterOptions)
        web.yml:20:1: metrics: unknown key (expected one of: tls_server_config, http_server_config, basic_auth_users, rate_limit)
        """);
  }

  private void assertProblems(String yaml, String expected) throws IOException {
    Path file = Files.writeString(folder.resolve("web.yml"), yaml);
    assertThatThrownBy(() -> WebConfiguration.read(file))
        .isInstanceOfSatisfying(
            MetricsException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.USER);
              assertThat(e.getMessage().replace(folder + "/", "") + "\n").isEqualTo(expected);
            });
  }

  @Test
  void halfOfWhatEncryptionNeedsIsAnError() throws Exception {
    assertProblems(
        "tls_server_config: {min_version: TLS13}\n",
        """
        web.yml:1:20: tls_server_config.cert_file: missing (expected: a PEM file, or its text in cert)
        web.yml:1:20: tls_server_config.key_file: missing (expected: a PEM file, or its text in key)
        """);
  }

  @Test
  void aFileThatIsNotThereOrNotYamlIsAnError() throws Exception {
    assertThatThrownBy(() -> WebConfiguration.read(folder.resolve("none.yml")))
        .hasMessage(folder.resolve("none.yml") + ": no such file (expected: a YAML file)");
    assertProblems("a: b: c\n", "web.yml:1:5: not YAML: mapping values are not allowed here\n");
    assertProblems("[1]\n", "web.yml:1:1: a list (expected: keys and values)\n");
  }

  @Test
  void clientRulesThatDoNotFitAreErrors() throws Exception {
    Certificates.in(folder);
    assertProblems(
        """
        tls_server_config:
          cert_file: server.crt
          key_file: server-ec.key
          client_ca_file: ca.crt
          client_allowed_sans: [scraper]
        """,
        """
        web.yml:2:3: tls_server_config.client_auth_type: NoClientCert with a client_ca (expected: another, RequireAndVerifyClientCert for example)
        web.yml:3:13: tls_server_config.key_file: no RSA key, as the certificate has (expected: the private key of the certificate)
        web.yml:5:24: tls_server_config.client_allowed_sans: clients need no certificate (expected: client_auth_type RequireAnyClientCert or RequireAndVerifyClientCert)
        """);
  }

  @Test
  void theOldTlsVersionsAreNamedAsWhatTheJdkDoesNotSpeak() throws Exception {
    Certificates.in(folder);
    assertProblems(
        "tls_server_config: {cert_file: server.crt, key_file: server.key, min_version: TLS10}\n",
        """
        web.yml:1:79: tls_server_config.min_version: TLS10, which this JDK does not speak (expected: a version that its jdk.tls.disabledAlgorithms allows)
        """);
  }

  @Test
  void optionsThatHaveTheirOwnAuthenticatorAreRefused() throws Exception {
    WebConfiguration configuration =
        WebConfiguration.read(Files.writeString(folder.resolve("web.yml"), ""));
    ExporterOptions options =
        ExporterOptions.onLoopback(0)
            .withAuthenticator(
                new BasicAuthenticator("own") {
                  @Override
                  public boolean checkCredentials(String user, String password) {
                    return false;
                  }
                });

    assertThatThrownBy(() -> configuration.applyTo(options))
        .isInstanceOf(MetricsException.class)
        .hasMessage("exporter options: authenticator twice (expected: the file's only)");
  }
}

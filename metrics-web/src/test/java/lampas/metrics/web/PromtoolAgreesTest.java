package lampas.metrics.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code promtool check web-config} accepts and refuses the same files. */
class PromtoolAgreesTest {
  private static final String HASH = "$2y$10$QOauhQNbBCuQDKes6eFzPeMqBSjb7Mr5DUmpZ/VcEd00UAV/LDeSi";
  private static final String PAIR = "cert_file: server.crt, key_file: server.key";

  @TempDir private static Path folder;

  @BeforeAll
  static void makeCertificates() throws Exception {
    Certificates.in(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tls_server_config: {}",
        "tls_server_config: {" + PAIR + "}",
        "tls_server_config: {cert_file: server-ec.crt, key_file: server-ec.key}",
        "tls_server_config: {cert_file: server-ed.crt, key_file: server-ed.key}",
        "tls_server_config: {"
            + PAIR
            + ", client_ca_file: ca.crt, client_auth_type: RequireAndVerifyClientCert}",
        "tls_server_config: {" + PAIR + ", client_auth_type: RequireAnyClientCert}",
        "tls_server_config: {" + PAIR + ", client_auth_type: RequireClientCert}",
        "tls_server_config: {" + PAIR + ", client_auth_type: NoClientCert}",
        "tls_server_config: {" + PAIR + ", min_version: TLS13, max_version: TLS13}",
        "tls_server_config: {" + PAIR + ", cipher_suites: [TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]}",
        "tls_server_config: {" + PAIR + ", curve_preferences: [X25519, CurveP256, CurveP521]}",
        "tls_server_config: {" + PAIR + ", prefer_server_cipher_suites: false}",
        "http_server_config: {http2: false}",
        "http_server_config: {http2: true, headers: {X-Frame-Options: sameorigin}}",
        "http_server_config: {headers: {Strict-Transport-Security: max-age=1}}",
        "basic_auth_users: {alice: " + HASH + "}"
      })
  void bothAccept(String yaml) throws Exception {
    Path file = Files.writeString(folder.resolve("web.yml"), yaml);

    assertThat(promtool(file).code()).isZero();
    assertThat(WebFile.read(file).problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tls_config: {}",
        "tls_server_config: {cert_file: server.crt}",
        "tls_server_config: {key_file: server.key}",
        "tls_server_config: {cert_file: server.crt, key_file: missing.key}",
        "tls_server_config: {cert_file: server.crt, key_file: server-ec.key}",
        "tls_server_config: {cert_file: web.yml, key_file: server.key}",
        "tls_server_config: {" + PAIR + ", client_ca_file: ca.crt}",
        "tls_server_config: {" + PAIR + ", client_auth_type: Everyone}",
        "tls_server_config: {" + PAIR + ", min_version: SSL30}",
        "tls_server_config: {" + PAIR + ", cipher_suites: [TLS_RSA_WITH_NULL_SHA]}",
        "tls_server_config: {" + PAIR + ", curve_preferences: [X448]}",
        "http_server_config: {headers: {X-Powered-By: lampas}}",
        "http_server_config: {headers: {X-Frame-Options: allow}}",
        "http_server_config: {http3: true}",
        "basic_auth_users: {alice: secret}",
        "basic_auth_users: {alice: " + HASH + ", alice: " + HASH + "}",
        "basic_auth_users: [alice]",
        "[]: {"
      })
  void bothRefuse(String yaml) throws Exception {
    Path file = Files.writeString(folder.resolve("web.yml"), yaml);

    assertThat(promtool(file).code()).isNotZero();
    assertThat(WebFile.read(file).problems()).isNotEmpty();
  }

  private static Program.Ended promtool(Path file) throws Exception {
    return Program.run(
        folder, List.of(Program.require("promtool"), "check", "web-config", file.toString()));
  }
}

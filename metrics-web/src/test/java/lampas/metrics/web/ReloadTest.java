package lampas.metrics.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadTest {
  private static final Logger LOGGER = Logger.getLogger(LiveSettings.class.getName());

  @TempDir private Path folder;
  private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord message) {
          if (message.getLevel().equals(Level.WARNING)) {
            warnings.add(message.getMessage());
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    LOGGER.addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    LOGGER.removeHandler(handler);
  }

  @Test
  void usersAndPasswordsAreThoseOfTheFileNow() throws Exception {
    Path file = write(user("alice", "first"));
    try (Shop shop = Shop.open(file)) {
      assertThat(shop.getAs("alice", "first").body()).isEqualTo(Shop.PAGE);

      write(user("alice", "other"));
      assertThat(shop.getAs("alice", "first").statusCode()).isEqualTo(401);
      assertThat(shop.getAs("alice", "other").body()).isEqualTo(Shop.PAGE);

      write(user("bob", "other"));
      assertThat(shop.getAs("alice", "other").statusCode()).isEqualTo(401);
      assertThat(shop.getAs("bob", "other").body()).isEqualTo(Shop.PAGE);

      write("");
      assertThat(shop.get().body()).isEqualTo(Shop.PAGE);
    }
    assertThat(warnings).isEmpty();
  }

  @Test
  void aChangeIsSeenWhereTheFileHadTheSameAgeAndLength() throws Exception {
    String first = user("alice", "first");
    String second = user("alice", "other");
    assertThat(first).hasSameSizeAs(second);
    FileTime now = FileTime.from(Instant.now());
    Path file = write(first);
    Files.setLastModifiedTime(file, now);
    try (Shop shop = Shop.open(file)) {
      Files.writeString(file, second);
      Files.setLastModifiedTime(file, now);

      assertThat(shop.getAs("alice", "other").body()).isEqualTo(Shop.PAGE);
    }
  }

  @Test
  void aFileThatIsWrongLeavesTheLastGoodOneAndIsLoggedOnce() throws Exception {
    Path file = write(user("alice", "first"));
    try (Shop shop = Shop.open(file)) {
      write("basic_auth_user: {}\n");
      for (int i = 0; i < 3; i++) {
        assertThat(shop.getAs("alice", "first").body()).isEqualTo(Shop.PAGE);
        assertThat(shop.get().statusCode()).isEqualTo(401);
      }
      assertThat(warnings)
          .containsExactly(
              "web configuration: the last good one stays\n"
                  + file
                  + ":1:1: basic_auth_user: unknown key (did you mean basic_auth_users?)");

      Files.delete(file);
      assertThat(shop.getAs("alice", "first").body()).isEqualTo(Shop.PAGE);
      assertThat(shop.get().statusCode()).isEqualTo(401);
      assertThat(warnings)
          .last()
          .asString()
          .endsWith("web.yml: no such file (expected: a YAML file)");
      assertThat(warnings).hasSize(2);

      write(user("alice", "other"));
      assertThat(shop.getAs("alice", "other").body()).isEqualTo(Shop.PAGE);
    }
  }

  @Test
  void newConnectionsHaveTheCertificateOfNow() throws Exception {
    Certificates certificates = Certificates.in(folder);
    String tls = "tls_server_config: {cert_file: now.crt, key_file: now.key}\n";
    install("server");
    try (Shop shop = Shop.open(write(tls))) {
      assertThat(serverName(shop, certificates)).isEqualTo("CN=server");

      /* Half of the change: the key does not belong to the certificate. */
      Files.copy(
          folder.resolve("server-ec.crt"),
          folder.resolve("now.crt"),
          StandardCopyOption.REPLACE_EXISTING);
      assertThat(serverName(shop, certificates)).isEqualTo("CN=server");
      assertThat(warnings)
          .singleElement()
          .asString()
          .contains(
              "tls_server_config.key_file: no EC key, as the certificate has"
                  + " (expected: the private key of the certificate)");

      install("server-ec");
      assertThat(serverName(shop, certificates)).isEqualTo("CN=server-ec");

      write("");
      assertThat(serverName(shop, certificates)).isEqualTo("CN=server-ec");
      assertThat(warnings)
          .last()
          .asString()
          .endsWith("tls_server_config: taken out (expected: a new start for that)");
    }
  }

  @Test
  void clientsNeedWhatIsAskedForNow() throws Exception {
    Certificates certificates = Certificates.in(folder);
    install("server");
    try (Shop shop =
        Shop.open(write("tls_server_config: {cert_file: now.crt, key_file: now.key}\n"))) {
      assertThat(shop.get(certificates.clientContext("")).body()).isEqualTo(Shop.PAGE);

      write(
          """
          tls_server_config:
            cert_file: now.crt
            key_file: now.key
            client_auth_type: RequireAndVerifyClientCert
            client_ca_file: ca.crt
          """);

      assertThatThrownBy(() -> shop.get(certificates.clientContext("")))
          .isInstanceOf(IOException.class);
      assertThat(shop.get(certificates.clientContext("client")).body()).isEqualTo(Shop.PAGE);
    }
  }

  private static String serverName(Shop shop, Certificates certificates) throws Exception {
    return shop.get(certificates.clientContext(""))
        .sslSession()
        .orElseThrow()
        .getPeerPrincipal()
        .getName();
  }

  private void install(String name) throws IOException {
    for (String kind : List.of(".crt", ".key")) {
      Files.copy(
          folder.resolve(name + kind),
          folder.resolve("now" + kind),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("web.yml"), yaml);
  }

  private static String user(String name, String password) {
    return "basic_auth_users: {%s: \"%s\"}\n"
        .formatted(name, BCrypt.withDefaults().hashToString(4, password.toCharArray()));
  }
}

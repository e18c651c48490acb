package lampas.metrics.web;

import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BasicAuthenticationTest {
  @TempDir private Path folder;
  private Shop shop;

  @BeforeEach
  void open() throws Exception {
    String hash = BCrypt.withDefaults().hashToString(4, "käse: und brot".toCharArray());
    shop =
        Shop.open(
            Files.writeString(
                folder.resolve("web.yml"),
                """
                basic_auth_users:
                  alice: %s
                  # "fakepassword", by htpasswd.
                  bob: $2y$10$QOauhQNbBCuQDKes6eFzPeMqBSjb7Mr5DUmpZ/VcEd00UAV/LDeSi
                http_server_config:
                  headers:
                    X-Frame-Options: deny
                    Content-Security-Policy: default-src 'self'
                """
                    .formatted(hash)));
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @ParameterizedTest
  @CsvSource({"alice, käse: und brot", "bob, fakepassword"})
  void samplesArriveForWhoKnowsThePassword(String user, String password) throws Exception {
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> response = shop.getAs(user, password);

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEqualTo(Shop.PAGE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "alice, fakepassword",
    "alice, ''",
    "bob, käse: und brot",
    "carol, fakepassword",
    "'', fakepassword",
    "Alice, käse: und brot"
  })
  void othersAreTurnedAwayEachTime(String user, String password) throws Exception {
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> response = shop.getAs(user, password);

      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.headers().allValues("WWW-Authenticate"))
          .containsExactly("Basic realm=\"metrics\", charset=\"UTF-8\"");
      assertThat(response.body()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic", "Basic ", "Basic !!!", "Basic Ym9i", "Bearer abc", "nonsense"})
  void malformedCredentialsAreNone(String header) throws Exception {
    assertThat(shop.getWith(header).statusCode()).isEqualTo(401);
  }

  @Test
  void whoGivesNoPasswordIsAskedForOne() throws Exception {
    HttpResponse<String> response = shop.get();

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
  }

  @Test
  void headersOfTheFileAreInEachResponse() throws Exception {
    for (HttpResponse<String> response : List.of(shop.get(), shop.getAs("bob", "fakepassword"))) {
      assertThat(response.headers().firstValue("X-Frame-Options")).contains("deny");
      assertThat(response.headers().firstValue("Content-Security-Policy"))
          .contains("default-src 'self'");
    }
  }
}

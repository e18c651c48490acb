package lampas.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import lampas.client.http.Credentials;
import lampas.client.http.Tenant;
import lampas.model.error.ErrorKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
  private final HttpClient http = HttpClient.newHttpClient();
  private ScriptedBackend backend;

  @BeforeEach
  void start() {
    backend = ScriptedBackend.answering(200, "{\"status\":\"success\",\"data\":[]}");
  }

  @AfterEach
  void close() {
    backend.close();
    http.shutdownNow();
  }

  private PrometheusClient client(ClientSettings settings) {
    return PrometheusClient.of(http, backend.uri(), settings);
  }

  private PrometheusClient client(Credentials credentials) {
    return client(ClientSettings.defaults().withCredentials(credentials));
  }

  @Test
  void whoAsksIsToldWithEveryRequest() {
    client(Credentials.none()).labelNames(SeriesScope.all());
    client(Credentials.bearer("t0ken")).labelNames(SeriesScope.all());
    client(Credentials.basic("ann", "pä:ss")).labelValues("job", SeriesScope.all());

    assertThat(backend.header("Authorization"))
        .containsExactly("", "Bearer t0ken", "Basic YW5uOnDDpDpzcw==");
    assertThat(backend.header("User-agent"))
        .allSatisfy(agent -> assertThat(agent).matches("lampas/\\d+\\.\\d+\\.\\d+.*"));
  }

  @Test
  void aTokenInAFileMayChange(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "one\n");
    PrometheusClient client = client(Credentials.bearerFile(file));
    client.labelNames(SeriesScope.all());
    Files.writeString(file, "two\n");
    client.labelNames(SeriesScope.all());

    assertThat(backend.header("Authorization")).containsExactly("Bearer one", "Bearer two");
  }

  @Test
  void aTokenThatCannotBeReadIsAFailureOfItsOwnAndNothingIsSent(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("token");
    PrometheusClient client = client(Credentials.bearerFile(file));

    assertNoCredentials(client, "the file of the bearer token cannot be read");
    Files.writeString(file, " \n");
    assertNoCredentials(client, "the file of the bearer token is empty");
    Files.writeString(file, "two\nlines");
    assertNoCredentials(client, "the file of the bearer token holds no token");
    assertThat(backend.requests()).isEmpty();

    Files.writeString(file, "there");
    client.labelNames(SeriesScope.all());
    assertThat(backend.header("Authorization")).containsExactly("Bearer there");
  }

  private static void assertNoCredentials(PrometheusClient client, String what) {
    RequestException failed =
        catchThrowableOfType(RequestException.class, () -> client.labelNames(SeriesScope.all()));
    assertThat(failed.failure()).isEqualTo(new ClientFailure.NoCredentials(what));
    assertThat(failed).hasMessage("credentials: " + what);
    assertThat(failed.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
  }

  @Test
  void theTenantIsAHeader() {
    client(ClientSettings.defaults().withTenant(Tenant.of("team-a"))).labelNames(SeriesScope.all());
    client(ClientSettings.defaults().withTenant(new Tenant("THANOS-TENANT", "b")))
        .labelNames(SeriesScope.all());

    assertThat(backend.header("X-scope-orgid")).containsExactly("team-a", "");
    assertThat(backend.header("Thanos-tenant")).containsExactly("", "b");
  }

  @Test
  void aUserInTheUrlIsRefusedWithoutShowingIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrometheusClient.of(http, URI.create("http://ann:s3cret@h:1")))
        .withMessage("base URL: has a user (expected: Credentials in the settings)");
  }
}

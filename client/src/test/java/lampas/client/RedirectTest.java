package lampas.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import lampas.client.http.Credentials;
import lampas.client.http.Tenant;
import lampas.model.error.ErrorKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Credentials never go to another host, and a question stays whole on its way. */
class RedirectTest {
  private static final String NAMES = "{\"status\":\"success\",\"data\":[\"a\"]}";
  private static final ClientSettings SETTINGS =
      ClientSettings.defaults()
          .withCredentials(Credentials.bearer("s3cret"))
          .withTenant(Tenant.of("team-a"));

  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void closeHttp() {
    http.shutdownNow();
  }

  private static ScriptedBackend redirecting(int status, String location) {
    return ScriptedBackend.answering(exchange -> {
      if (exchange.getRequestURI().getPath().startsWith("/moved")) {
        ScriptedBackend.send(exchange, 200, "application/json", NAMES);
      } else {
        exchange.getResponseHeaders().set("Location", location);
        exchange.sendResponseHeaders(status, -1);
      }
    });
  }

  @Test
  void aRedirectAtTheSameOriginIsFollowedWithEverything() {
    for (int status : List.of(301, 302, 307, 308)) {
      try (ScriptedBackend backend = redirecting(status, "/moved/api/v1/labels")) {
        PrometheusClient client = PrometheusClient.of(http, backend.uri(), SETTINGS);

        assertThat(client.labelNames(SeriesScope.matching("up"))).containsExactly("a");
        assertThat(backend.requests())
            .as("status %s", status)
            .containsExactly(
                "POST /api/v1/labels match%5B%5D=up", "POST /moved/api/v1/labels match%5B%5D=up");
        assertThat(backend.header("Authorization"))
            .containsExactly("Bearer s3cret", "Bearer s3cret");
        assertThat(backend.header("X-scope-orgid")).containsExactly("team-a", "team-a");
      }
    }
  }

  @Test
  void onlySeeOtherTurnsAPostIntoAGet() {
    try (ScriptedBackend backend = redirecting(303, "/moved?match%5B%5D=up")) {
      assertThat(
              PrometheusClient.of(http, backend.uri(), SETTINGS)
                  .labelNames(SeriesScope.matching("up")))
          .containsExactly("a");
      assertThat(backend.requests().get(1)).isEqualTo("GET /moved?match%5B%5D=up");
    }
  }

  @Test
  void anotherHostNeverHearsOfTheRequest() {
    try (ScriptedBackend thief = ScriptedBackend.answering(200, NAMES)) {
      String port = String.valueOf(thief.uri().getPort());
      for (String location :
          List.of(
              thief.uri() + "/moved",
              "//127.0.0.1:" + port + "/moved",
              "http://localhost:" + port + "/moved",
              "https://127.0.0.1:" + port + "/moved")) {
        for (int status : List.of(301, 302, 303, 307, 308)) {
          RequestException failed = failure(status, location);
          assertThat(failed.failure())
              .isEqualTo(
                  new ClientFailure.Redirected(
                      status, "redirects to another host, port or scheme"));
          assertThat(failed.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
          assertThat(failed.getMessage()).doesNotContain(port).doesNotContain("127.0.0.1");
        }
      }
      assertThat(thief.requests()).isEmpty();
    }
  }

  @Test
  void theSameHostWithAnotherPortSchemeOrUserIsAnotherOrigin() {
    try (ScriptedBackend backend = redirecting(307, "")) {
      String authority = "127.0.0.1:" + backend.uri().getPort();
      for (String location :
          List.of(
              "http://127.0.0.1/moved",
              "https://" + authority + "/moved",
              "http://user@" + authority + "/moved",
              "file:///etc/passwd",
              "mailto:a@b")) {
        assertThat(failure(307, location).failure())
            .as(location)
            .isEqualTo(
                new ClientFailure.Redirected(307, "redirects to another host, port or scheme"));
      }
    }
  }

  @Test
  void redirectsThatLeadNowhereEnd() {
    assertThat(failure(302, "").failure())
        .isEqualTo(new ClientFailure.Redirected(302, "redirects to nowhere"));
    assertThat(failure(302, "http://[").failure())
        .isEqualTo(new ClientFailure.Redirected(302, "redirects to what is no address"));
    try (ScriptedBackend loop = redirecting(308, "/again")) {
      PrometheusClient client = PrometheusClient.of(http, loop.uri(), SETTINGS);
      RequestException failed =
          catchThrowableOfType(RequestException.class, () -> client.labelNames(SeriesScope.all()));

      assertThat(failed.failure())
          .isEqualTo(new ClientFailure.Redirected(308, "redirects more than 5 times"));
      assertThat(failed)
          .hasMessage(
              "backend: status 308, redirects more than 5 times"
                  + " (expected: an answer at the base URL)");
      assertThat(loop.requests()).hasSize(6);
    }
  }

  @Test
  void aClientThatFollowsRedirectsByItselfIsRefused() {
    try (HttpClient following =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> PrometheusClient.of(following, URI.create("http://h:1")))
          .withMessage("HTTP client: follows redirects (expected: Redirect.NEVER, the default)");
    }
  }

  private RequestException failure(int status, String location) {
    try (ScriptedBackend backend = redirecting(status, location)) {
      PrometheusClient client = PrometheusClient.of(http, backend.uri(), SETTINGS);
      return catchThrowableOfType(
          RequestException.class, () -> client.labelNames(SeriesScope.matching("up")));
    }
  }
}

package lampas.server.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import lampas.model.label.Labels;
import lampas.server.config.Credentials;
import lampas.server.config.ScrapeJob;
import lampas.server.config.Secret;
import lampas.server.config.TargetGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TargetClientTest {
  private static final Credentials TOKEN =
      new Credentials.Token("Bearer", new Secret.Inline("t0ken"));

  private final FakeTarget first = new FakeTarget().exposes("a 1\n");
  private final FakeTarget second = new FakeTarget().exposes("a 2\n");
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    client.close();
    first.close();
    second.close();
  }

  @Test
  void parametersAndPathMakeTheRequest() throws IOException {
    get(job -> job.metricsPath("/a b").parameter("m", "x&y", "z").parameter("e", ""));
    assertThat(first.requests().getFirst().pathAndQuery()).isEqualTo("/a%20b?e=&m=x%26y&m=z");
  }

  @Test
  void credentialsAreShown() throws IOException {
    get(job -> job.credentials(TOKEN));
    get(job -> job.credentials(basic(new Secret.Inline("pass:word"))));
    assertThat(first.requests().get(0).header("Authorization")).isEqualTo("Bearer t0ken");
    assertThat(first.requests().get(1).header("Authorization"))
        .isEqualTo("Basic dXNlcjpwYXNzOndvcmQ=");
  }

  @Test
  void aSecretInAFileIsReadAgain(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("token");
    Credentials token = new Credentials.Token("Custom", new Secret.InFile(file));
    Files.writeString(file, "one\n");
    get(job -> job.credentials(token));
    Files.writeString(file, "two\n");
    get(job -> job.credentials(token));
    assertThat(first.requests().get(0).header("Authorization")).isEqualTo("Custom one");
    assertThat(first.requests().get(1).header("Authorization")).isEqualTo("Custom two");
    Files.delete(file);
    assertThatThrownBy(() -> get(job -> job.credentials(token))).isInstanceOf(IOException.class);
  }

  @Test
  void aRedirectIsFollowed() throws IOException {
    for (int status : List.of(301, 302, 303, 307, 308)) {
      first.redirects(status, "http://" + second.address() + "/other");
      assertThat(get(job -> job)).isEqualTo("a 2\n");
    }
    assertThat(second.requests()).hasSize(5);
    assertThat(second.requests().getFirst().pathAndQuery()).isEqualTo("/other");
  }

  @Test
  void credentialsNeverGoToAnotherHost() throws IOException {
    first.redirects(302, "http://" + second.address() + "/metrics");
    assertThat(get(job -> job.credentials(TOKEN))).isEqualTo("a 2\n");
    assertThat(first.requests().getFirst().header("Authorization")).isEqualTo("Bearer t0ken");
    assertThat(second.requests().getFirst().headers()).doesNotContainKey("Authorization");
  }

  @Test
  void credentialsComeAlongOnTheSameHost() throws IOException {
    first.answers(exchange -> {
      boolean moved = exchange.getRequestURI().getPath().equals("/moved");
      exchange.getResponseHeaders().set("Location", "/moved");
      exchange.sendResponseHeaders(moved ? 200 : 302, -1);
    });
    assertThat(get(job -> job.credentials(TOKEN))).isEmpty();
    assertThat(first.requests().get(1).header("Authorization")).isEqualTo("Bearer t0ken");
  }

  @Test
  void aRedirectIsNotFollowedWhereItIsNotAllowed() {
    first.redirects(302, "http://" + second.address() + "/metrics");
    assertThatThrownBy(() -> get(job -> job.followRedirects(false)))
        .isInstanceOf(ScrapeException.class)
        .hasMessage("server returned HTTP status 302 Found");
    assertThat(second.requests()).isEmpty();
  }

  @Test
  void redirectsHaveAnEnd() {
    first.redirects(302, "/metrics");
    assertThatThrownBy(() -> get(job -> job))
        .isInstanceOf(ScrapeException.class)
        .hasMessage("stopped after 10 redirects");
    assertThat(first.requests()).hasSize(11);
  }

  @Test
  void aRedirectToElsewhereIsTold() {
    for (String location : List.of("file:///etc/passwd", "gopher://x/", "http://a b/", "")) {
      first.redirects(302, location);
      assertThatThrownBy(() -> get(job -> job))
          .isInstanceOf(ScrapeException.class)
          .hasMessage("redirected to \"" + location + "\" (expected: an http or https address)");
    }
  }

  private String get(UnaryOperator<ScrapeJob.Builder> change) throws IOException {
    TargetGroup group = new TargetGroup(List.of(first.address()), Labels.empty());
    ScrapeJob job = change.apply(ScrapeJob.named("test")).targets(group).build();
    TargetClient asked = new TargetClient(client, ScrapeTarget.of(job).getFirst(), "lampas/test");
    try (ScrapeDeadline deadline = ScrapeDeadline.after(Duration.ofSeconds(30))) {
      return new String(asked.get(deadline).body().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Credentials basic(Secret password) {
    return new Credentials.Basic(new Secret.Inline("user"), password);
  }
}

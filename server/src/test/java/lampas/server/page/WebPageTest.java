package lampas.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;
import lampas.server.http.HttpServer;
import lampas.server.http.HttpSettings;
import lampas.server.http.RequestObserver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebPageTest {
  private final HttpServer server =
      HttpServer.start(HttpSettings.defaults(), WebPage.endpoints(), RequestObserver.NONE);
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    http.close();
    server.close();
  }

  private HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.uri() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void everythingThatThePageRefersToIsServed() throws Exception {
    String page = get("/").body();
    String everything = page + get("/assets/page.js").body();

    var references = Pattern.compile("(?:src|href)=\"(assets/[^\"]+)\"|from '\\./([^']+)'");
    long found =
        references
            .matcher(everything)
            .results()
            .map(match -> match.group(1) != null ? match.group(1) : "assets/" + match.group(2))
            .distinct()
            .peek(path -> assertThat(statusOf("/" + path)).as(path).isEqualTo(200))
            .count();
    assertThat(found).isEqualTo(5);
  }

  private int statusOf(String path) {
    try {
      return get(path).statusCode();
    } catch (IOException | InterruptedException failed) {
      throw new AssertionError(failed);
    }
  }

  @Test
  void typesAreRightSoThatBrowsersTakeThem() throws Exception {
    assertThat(header(get("/"), "Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(header(get("/assets/page.css"), "Content-Type")).startsWith("text/css");
    assertThat(header(get("/assets/page.js"), "Content-Type")).startsWith("text/javascript");
    assertThat(header(get("/assets/icon.svg"), "Content-Type")).isEqualTo("image/svg+xml");
  }

  @Test
  void chartJsComesFromItsJar() throws Exception {
    HttpResponse<String> chart = get("/assets/chart.js");

    assertThat(header(chart, "Content-Type")).startsWith("text/javascript");
    assertThat(chart.body()).contains("Chart.js v4.").contains("MIT License");
  }

  @Test
  void thePolicyAllowsOnlyFilesOfThisServerAndThePageKeepsToIt() throws Exception {
    HttpResponse<String> page = get("/");

    assertThat(header(page, "Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                + " connect-src 'self'; base-uri 'none'; form-action 'none';"
                + " frame-ancestors 'none'");
    assertThat(page.body()).doesNotContainPattern("<script>|<style|style=|\\son[a-z]+=|https?://");
  }

  @Test
  void fieldsAndTablesHaveNames() throws Exception {
    String page = get("/").body();

    for (String field : new String[] {"query", "range", "refresh"}) {
      assertThat(page).contains("<label for=\"" + field + "\">").contains("id=\"" + field + "\"");
    }
    assertThat(page).contains("<html lang=\"en\">").contains("role=\"alert\"");
  }

  @Test
  void whatTheBrowserHasIsNotSentAgain() throws Exception {
    HttpResponse<String> first = get("/assets/page.js");
    HttpResponse<String> again = get("/assets/page.js", "If-None-Match", header(first, "ETag"));

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(get("/assets/page.js", "If-None-Match", "W/\"other\"").statusCode()).isEqualTo(200);
  }
}

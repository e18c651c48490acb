package lampas.metrics.http.jdk;

import static lampas.metrics.http.jdk.HttpMetricsFilterTest.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import lampas.metrics.MetricsException;
import lampas.metrics.Registry;
import lampas.metrics.http.HttpServerMetrics;
import lampas.metrics.http.HttpServerOptions;
import lampas.metrics.http.wire.Page;
import lampas.metrics.http.wire.RawClient;
import lampas.metrics.http.wire.Until;
import org.junit.jupiter.api.Test;

class RoutesTest {
  private final Registry registry = Registry.create();
  private final HttpServerMetrics metrics =
      HttpServerMetrics.create(registry, HttpServerOptions.DEFAULT.withNamespace("asdlc"));
  private final Routes routes =
      Routes.measuredBy(metrics)
          .on("GET /tasks/{id}", (exchange, variables) -> answer(exchange, 200, "" + variables))
          .on("GET /tasks/new", (exchange, variables) -> answer(exchange, 200, "a form"))
          .on("POST /tasks", (exchange, variables) -> answer(exchange, 202, "taken"))
          .on(
              "GET /fails",
              (exchange, variables) -> {
                throw new IllegalStateException("for this test");
              })
          .on(
              "GET /fails/io",
              (exchange, variables) -> {
                throw new IOException("a database is away");
              })
          .on(
              "GET /fails/late",
              (exchange, variables) -> {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write('x');
                exchange.getResponseBody().flush();
                throw new IllegalStateException("for this test");
              })
          .on("GET /silent", (exchange, variables) -> {})
          .on("GET /stream", (exchange, variables) -> HttpMetricsFilterTest.streamForEver(exchange))
          .on("GET /metrics", (exchange, variables) -> answer(exchange, 200, "a page"))
          .build();

  @Test
  void theTemplateIsTheEndpoint() throws Exception {
    String answer = asked("GET", "/tasks/17");

    assertThat(answer).contains("{id=17}");
    assertTotals("{endpoint=\"/tasks/{id}\", method=\"GET\", status=\"200\"} 1.0");
  }

  @Test
  void variablesAreDecoded() throws Exception {
    assertThat(asked("GET", "/tasks/a%2Fb+c%C3%A9")).contains("{id=a/b+cé}");
  }

  @Test
  void textsWinOverVariables() throws Exception {
    assertThat(asked("GET", "/tasks/new")).contains("a form");
    assertTotals("{endpoint=\"/tasks/new\", method=\"GET\", status=\"200\"} 1.0");
  }

  @Test
  void pathsThatNoRouteTakesShareOneEndpoint() throws Exception {
    assertThat(asked("GET", "/tasks/17/x", "/nothing", "/tasks/"))
        .contains("HTTP/1.1 404", "no such page");
    assertTotals("{endpoint=\"unmatched\", method=\"GET\", status=\"404\"} 3.0");
  }

  @Test
  void aMethodThatThePathDoesNotHaveIsRefusedUnderItsTemplate() throws Exception {
    assertThat(asked("DELETE", "/tasks/17")).contains("HTTP/1.1 405", "Allow: GET");
    assertTotals("{endpoint=\"/tasks/{id}\", method=\"DELETE\", status=\"405\"} 1.0");
  }

  @Test
  void headIsAnsweredByTheRouteOfGetWithoutItsBody() throws Exception {
    assertThat(asked("HEAD", "/tasks/17")).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
    assertTotals("{endpoint=\"/tasks/{id}\", method=\"HEAD\", status=\"200\"} 1.0");
    assertThat(Page.of(registry).sum("asdlc_http_response_body_bytes_sum")).isZero();
  }

  @Test
  void whatAHandlerThrowsIsAnsweredAndCountedAsFiveHundred() throws Exception {
    assertThat(asked("GET", "/fails")).contains("HTTP/1.1 500").doesNotContain("for this test");
    assertTotals("{endpoint=\"/fails\", method=\"GET\", status=\"500\"} 1.0");
  }

  @Test
  void aFailureOfAnotherConnectionIsNoLostClient() throws Exception {
    assertThat(asked("GET", "/fails/io")).contains("HTTP/1.1 500");
    assertTotals("{endpoint=\"/fails/io\", method=\"GET\", status=\"500\"} 1.0");
  }

  @Test
  void anAnswerThatBreaksOffIsFiveHundred() throws Exception {
    assertThat(asked("GET", "/fails/late")).startsWith("HTTP/1.1 200").doesNotEndWith("0\r\n\r\n");
    assertTotals("{endpoint=\"/fails/late\", method=\"GET\", status=\"500\"} 1.0");
  }

  @Test
  void aHandlerThatGivesNoAnswerGetsOne() throws Exception {
    assertThat(asked("GET", "/silent")).contains("HTTP/1.1 500");
    assertTotals("{endpoint=\"/silent\", method=\"GET\", status=\"500\"} 1.0");
  }

  @Test
  void aClientThatGoesAwayIsNamed() throws Exception {
    try (JdkServer server = new JdkServer().context("/", routes);
        RawClient client = RawClient.connect(server.port())) {
      client.send("GET /stream HTTP/1.1", "Host: x").readTo("\r\n\r\n");
      client.breakOff();
      assertTotals("{endpoint=\"/stream\", method=\"GET\", status=\"499\"} 1.0");
    }
  }

  @Test
  void excludedRoutesAreAnsweredAndNotMeasured() throws Exception {
    assertThat(asked("GET", "/metrics")).contains("a page");
    assertTotals();
  }

  @Test
  void withTheFilterNothingIsCountedTwice() throws Exception {
    try (JdkServer server = new JdkServer().measured("/", metrics, routes)) {
      server.ask("GET", "/tasks/17");
      assertTotals("{endpoint=\"/tasks/{id}\", method=\"GET\", status=\"200\"} 1.0");
    }
  }

  @Test
  void whoMeasuresUnderOtherNamesCountsForItself() throws Exception {
    HttpServerMetrics others =
        HttpServerMetrics.create(registry, HttpServerOptions.DEFAULT.withNamespace("other"));
    try (JdkServer server = new JdkServer().measured("/", others, routes)) {
      server.ask("GET", "/tasks/17");
      String sample = "{endpoint=\"/tasks/{id}\", method=\"GET\", status=\"200\"} 1.0";
      assertTotals(sample);
      Until.holds(
          () -> Page.of(registry).value("other_http_requests_in_flight").orElseThrow() == 0);
      assertThat(Page.of(registry).nonZero("other_http_requests_total")).containsExactly(sample);
    }
  }

  @Test
  void everyRouteHasItsSeriesBeforeTheFirstRequest() {
    Page page = Page.of(registry);
    for (String status : new String[] {"200", "500"}) {
      assertThat(
              page.value(
                  "asdlc_http_requests_total",
                  "method",
                  "GET",
                  "endpoint",
                  "/tasks/{id}",
                  "status",
                  status))
          .hasValue(0);
    }
    assertThat(
            page.value(
                "asdlc_http_request_duration_seconds_count",
                "method",
                "POST",
                "endpoint",
                "/tasks"))
        .hasValue(0);
  }

  @Test
  void routesThatAreWrongAreRefused() {
    assertWrong("GET", "route: \"GET\" (expected: a method and a path, such as GET /tasks/{id})");
    assertWrong("get /x", "route method: \"get\" (expected: a method in upper case, such as GET)");
    assertWrong("GET x", "route template: \"x\" (expected: a path, such as /tasks/{id})");
    assertWrong(
        "GET /a{b}",
        "route template: /a{b}: segment \"a{b}\" (expected: a text, or a name in braces)");
    assertWrong(
        "GET /{a}/{a}", "route template: /{a}/{a}: variable a comes twice (expected: once)");
    assertThatThrownBy(() ->
            Routes.measuredBy(metrics)
                .on("GET /x/{a}", (exchange, variables) -> {})
                .on("GET /x/{b}", (exchange, variables) -> {}))
        .isInstanceOf(MetricsException.class)
        .hasMessage("route: GET /x/{b} (expected: other requests than those of GET /x/{a})");
  }

  private void assertWrong(String route, String message) {
    assertThatThrownBy(() -> Routes.measuredBy(metrics).on(route, (exchange, variables) -> {}))
        .isInstanceOf(MetricsException.class)
        .hasMessage(message);
  }

  private String asked(String method, String... paths) throws Exception {
    StringBuilder answers = new StringBuilder();
    try (JdkServer server = new JdkServer().context("/", routes)) {
      for (String path : paths) {
        answers.append(server.ask(method, path));
      }
      Until.holds(() -> inFlight() == 0);
    }
    return answers.toString();
  }

  private double inFlight() {
    return Page.of(registry).value("asdlc_http_requests_in_flight").orElseThrow();
  }

  private void assertTotals(String... expected) throws Exception {
    Until.holds(() ->
        inFlight() == 0
            && Page.of(registry).nonZero("asdlc_http_requests_total").size() == expected.length);
    assertThat(Page.of(registry).nonZero("asdlc_http_requests_total")).containsExactly(expected);
  }
}

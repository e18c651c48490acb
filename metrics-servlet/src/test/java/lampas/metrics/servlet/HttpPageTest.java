package lampas.metrics.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import lampas.metrics.Registry;
import lampas.metrics.http.HttpDialect;
import lampas.metrics.http.HttpServerMetrics;
import lampas.metrics.http.HttpServerOptions;
import lampas.metrics.http.client.HttpClientMetrics;
import lampas.metrics.http.client.HttpClientOptions;
import lampas.metrics.http.client.MeasuredHttpClient;
import lampas.metrics.http.jdk.Routes;
import lampas.metrics.servlet.wire.Page;
import lampas.metrics.servlet.wire.RawClient;
import lampas.metrics.servlet.wire.Until;
import lampas.model.catalogue.MetricDefinition;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page docs/http.md: its samples are compiled and run, its names are those of the code. */
class HttpPageTest {
  private static final Path PAGE = Path.of("../docs/http.md");

  @Test
  void theSampleForServletsMeasures() throws Exception {
    ServletContextHandler context = new ServletContextHandler("/");
    // Servlet begins
    Registry registry = Registry.create();
    HttpServerMetrics metrics =
        HttpServerMetrics.create(registry, HttpServerOptions.DEFAULT.withNamespace("asdlc"));
    FilterHolder filter = new FilterHolder(ServletMetricsFilter.of(metrics));
    filter.setAsyncSupported(true);
    context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
    // Servlet ends
    context.addServlet(new TaskServlet(), "/tasks/*");
    Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    server.setHandler(context);
    server.start();
    try {
      RawClient.ask(
          ((ServerConnector) server.getConnectors()[0]).getLocalPort(), "GET", "/tasks/7");
      assertTotals(
          registry,
          "asdlc_http_requests_total",
          "{endpoint=\"/tasks/*\", method=\"GET\", status=\"204\"} 1.0");
    } finally {
      server.stop();
    }
  }

  @Test
  void theSampleForTheJdksServerMeasures() throws Exception {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    // Jdk begins
    Registry registry = Registry.create();
    HttpServerMetrics metrics = HttpServerMetrics.create(registry, HttpServerOptions.DEFAULT);
    HttpServer server = HttpServer.create(address, 0);
    server.createContext(
        "/",
        Routes.measuredBy(metrics)
            .on(
                "GET /tasks/{id}",
                (exchange, variables) -> {
                  byte[] body = ("task " + variables.get("id")).getBytes(UTF_8);
                  exchange.sendResponseHeaders(200, body.length);
                  exchange.getResponseBody().write(body);
                })
            .build());
    server.start();
    // Jdk ends
    try {
      assertThat(RawClient.ask(server.getAddress().getPort(), "GET", "/tasks/7"))
          .endsWith("task 7");
      assertTotals(
          registry,
          "http_requests_total",
          "{endpoint=\"/tasks/{id}\", method=\"GET\", status=\"200\"} 1.0");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void theSampleForClientsMeasures() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> exchange.sendResponseHeaders(204, -1));
    server.start();
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    Registry registry = Registry.create();
    // Client begins
    HttpClient client =
        MeasuredHttpClient.of(HttpClient.newHttpClient(), registry, HttpClientOptions.DEFAULT);
    HttpResponse<String> answer =
        client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    // Client ends
    try (client) {
      assertThat(answer.statusCode()).isEqualTo(204);
      assertTotals(
          registry,
          "http_client_requests_total",
          "{host=\"%s\", method=\"GET\", status=\"204\"} 1.0".formatted(uri.getAuthority()));
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Servlet", "Jdk", "Client"})
  void thePageShowsThisVeryCode(String sample) throws Exception {
    String source =
        Files.readString(Path.of("src/test/java/lampas/metrics/servlet/HttpPageTest.java"));
    String begin = "    // " + sample + " begins\n";
    String code =
        source.substring(
            source.indexOf(begin) + begin.length(), source.indexOf("    // " + sample + " ends\n"));

    assertThat(Files.readString(PAGE))
        .contains("```java\n" + code.stripTrailing().stripIndent() + "\n```");
  }

  @ParameterizedTest
  @EnumSource
  void thePageHasEveryNameWithItsLabels(HttpDialect dialect) throws IOException {
    Registry registry = Registry.create();
    HttpServerMetrics.create(registry, HttpServerOptions.DEFAULT.withDialect(dialect));
    HttpClientMetrics.create(registry, HttpClientOptions.DEFAULT.withDialect(dialect));

    List<String> rows =
        registry.catalogue().definitions().stream()
            .filter(definition -> definition.name().startsWith("http_"))
            .map(HttpPageTest::row)
            .toList();

    assertThat(rows).hasSizeGreaterThan(9);
    assertThat(Files.readAllLines(PAGE)).containsAll(rows);
  }

  private static String row(MetricDefinition definition) {
    String labels =
        definition.labelNames().stream()
            .map(name -> "`" + name + "`")
            .collect(Collectors.joining(", "));
    return "| `%s` | %s | %s | %s |"
        .formatted(
            definition.name(),
            definition.kind().name().toLowerCase(Locale.ROOT),
            labels,
            definition.help());
  }

  private static void assertTotals(Registry registry, String name, String expected)
      throws Exception {
    Until.holds(() -> !Page.of(registry).nonZero(name).isEmpty());
    assertThat(Page.of(registry).nonZero(name)).containsExactly(expected);
  }

  private static final class TaskServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      response.setStatus(204);
    }
  }
}

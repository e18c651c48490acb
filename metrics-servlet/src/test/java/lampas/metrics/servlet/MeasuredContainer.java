package lampas.metrics.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import lampas.metrics.Registry;
import lampas.metrics.http.HttpServerMetrics;
import lampas.metrics.http.HttpServerOptions;
import lampas.metrics.servlet.wire.Page;
import lampas.metrics.servlet.wire.RawClient;
import lampas.metrics.servlet.wire.Until;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** A container with the filter, clients that are sockets, and what both have counted. */
abstract class MeasuredContainer {
  final Registry registry = Registry.create();
  final HttpServerMetrics metrics =
      HttpServerMetrics.create(registry, HttpServerOptions.DEFAULT.withNamespace("asdlc"));
  private final Container.Kind kind;
  private @Nullable Container container;

  MeasuredContainer(Container.Kind kind) {
    this.kind = kind;
  }

  @AfterEach
  void stop() throws Exception {
    container().stop();
  }

  final Application application() {
    return new Application(ServletMetricsFilter.of(metrics));
  }

  final ServletMetricsFilter filter(Function<HttpServletRequest, Optional<String>> endpoint) {
    return ServletMetricsFilter.of(metrics, endpoint);
  }

  final void start(Application application) throws Exception {
    container = kind.start(application);
  }

  final Container container() {
    return Objects.requireNonNull(container);
  }

  final RawClient connect() throws IOException {
    return RawClient.connect(container().port());
  }

  final String ask(String method, String path) throws IOException {
    return RawClient.ask(container().port(), method, path);
  }

  final void breakOff(String request) throws IOException {
    try (RawClient client = connect()) {
      client.send(request, "Host: x").readTo("\r\n\r\n");
      client.breakOff();
    }
  }

  final double inFlight() {
    return Page.of(registry).value("asdlc_http_requests_in_flight").orElseThrow();
  }

  final void assertTotals(String... expected) throws Exception {
    Until.holds(() ->
        inFlight() == 0
            && Page.of(registry).nonZero("asdlc_http_requests_total").size() >= expected.length);
    Page page = Page.of(registry);
    assertThat(page.nonZero("asdlc_http_requests_total")).containsExactly(expected);
    assertThat(page.sum("asdlc_http_request_duration_seconds_count"))
        .isEqualTo(page.sum("asdlc_http_requests_total"));
    assertThat(page.value("asdlc_http_server_recording_failures_total")).hasValue(0);
  }
}

package lampas.metrics.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import lampas.metrics.MetricsException;
import lampas.metrics.Registry;
import lampas.metrics.http.wire.Page;
import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.DefinitionException;
import org.junit.jupiter.api.Test;

class HttpServerMetricsTest {
  private final Registry registry = Registry.create();
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void theNamesOfTheContractAreExactlyThese() {
    HttpServerMetrics metrics = create(HttpServerOptions.DEFAULT.withNamespace("asdlc"));

    ServerExchange exchange = metrics.begin("GET", Scheme.HTTP);
    exchange.endpoint("/tasks/{id}");
    nanos.set(300_000_000);
    exchange.answered(200, 0, 12);

    Page page = Page.of(registry);
    assertThat(page.nonZero("asdlc_http_requests_total"))
        .containsExactly("{endpoint=\"/tasks/{id}\", method=\"GET\", status=\"200\"} 1.0");
    assertThat(page.samples("asdlc_http_request_duration_seconds_bucket").keySet())
        .extracting(labels -> labels.valueOrEmpty("le"))
        .containsExactlyInAnyOrder(
            "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1.0", "2.5", "5.0", "10.0",
            "+Inf");
    assertThat(page.nonZero("asdlc_http_request_duration_seconds_sum"))
        .containsExactly("{endpoint=\"/tasks/{id}\", method=\"GET\"} 0.3");
    assertThat(page.value("asdlc_http_requests_in_flight")).hasValue(0);
  }

  @Test
  void theSameFamilyTwiceIsRefused() {
    create(HttpServerOptions.DEFAULT);

    assertThatThrownBy(() -> create(HttpServerOptions.DEFAULT))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("http_requests_in_flight");
  }

  @Test
  void anExchangeEndsOnceWhoeverEndsIt() throws Exception {
    HttpServerMetrics metrics = create(HttpServerOptions.DEFAULT);
    ServerExchange exchange = metrics.begin("GET", Scheme.HTTP);
    CountDownLatch together = new CountDownLatch(1);
    List<Thread> threads =
        IntStream.range(0, 8)
            .mapToObj(i ->
                Thread.startVirtualThread(() -> {
                  try {
                    together.await();
                  } catch (InterruptedException e) {
                    throw new AssertionError(e);
                  }
                  exchange.answered(200, 0, 0);
                  exchange.failed(500, new IllegalStateException(), 0, 0);
                  exchange.disconnected(0, 0);
                }))
            .toList();
    together.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(Page.of(registry).sum("http_requests_total")).isEqualTo(1);
    assertThat(Page.of(registry).value("http_requests_in_flight")).hasValue(0);
    assertThat(exchange.isOver()).isTrue();
  }

  @Test
  void endpointsPastTheCapAreOne() {
    HttpServerMetrics metrics = create(HttpServerOptions.DEFAULT.withMaximumEndpoints(2));

    for (String endpoint : List.of("/a", "/b", "/c", "/d", "/a", "unmatched")) {
      ServerExchange exchange = metrics.begin("GET", Scheme.HTTP);
      exchange.endpoint(endpoint);
      exchange.answered(200, 0, 0);
    }

    assertThat(Page.of(registry).nonZero("http_requests_total"))
        .containsExactly(
            "{endpoint=\"/a\", method=\"GET\", status=\"200\"} 2.0",
            "{endpoint=\"/b\", method=\"GET\", status=\"200\"} 1.0",
            "{endpoint=\"_overflow\", method=\"GET\", status=\"200\"} 2.0",
            "{endpoint=\"unmatched\", method=\"GET\", status=\"200\"} 1.0");
  }

  @Test
  void statusesThatHttpDoesNotKnowAreOne() {
    HttpServerMetrics metrics = create(HttpServerOptions.DEFAULT);

    for (int status : new int[] {0, 99, 600, 999, -7, 599}) {
      metrics.begin("GET", Scheme.HTTP).answered(status, 0, 0);
    }

    assertThat(Page.of(registry).nonZero("http_requests_total"))
        .containsExactly(
            "{endpoint=\"unmatched\", method=\"GET\", status=\"599\"} 1.0",
            "{endpoint=\"unmatched\", method=\"GET\", status=\"_OTHER\"} 5.0");
  }

  @Test
  void underOpenTelemetrysNamesTheLabelsAreThoseOfTheConventions() {
    HttpServerMetrics metrics =
        create(HttpServerOptions.DEFAULT.withDialect(HttpDialect.OPEN_TELEMETRY));

    ServerExchange ok = metrics.begin("GET", Scheme.HTTPS);
    ok.endpoint("/tasks/{id}");
    ok.answered(200, 0, 12);
    metrics.begin("BREW", Scheme.HTTP).answered(404, 0, 0);
    metrics.begin("GET", Scheme.HTTP).answered(503, 0, 0);
    metrics.begin("GET", Scheme.HTTP).failed(500, new IllegalStateException(), 0, 0);
    metrics.begin("GET", Scheme.HTTP).disconnected(0, 7);
    metrics.begin("PUT", Scheme.OTHER);

    Page page = Page.of(registry);
    List<String> expected =
        List.of(
            "{error_type=\"503\", http_request_method=\"GET\", http_response_status_code=\"503\","
                + " url_scheme=\"http\"} 1.0",
            "{error_type=\"client_disconnected\", http_request_method=\"GET\","
                + " url_scheme=\"http\"} 1.0",
            "{error_type=\"java.lang.IllegalStateException\", http_request_method=\"GET\","
                + " http_response_status_code=\"500\", url_scheme=\"http\"} 1.0",
            "{http_request_method=\"GET\", http_response_status_code=\"200\","
                + " http_route=\"/tasks/{id}\", url_scheme=\"https\"} 1.0",
            "{http_request_method=\"_OTHER\", http_response_status_code=\"404\","
                + " url_scheme=\"http\"} 1.0");
    for (String name :
        List.of(
            "http_server_request_duration_seconds_count",
            "http_server_request_body_size_bytes_count",
            "http_server_response_body_size_bytes_count")) {
      assertThat(page.nonZero(name)).as(name).containsExactlyInAnyOrderElementsOf(expected);
    }
    assertThat(page.sum("http_server_response_body_size_bytes_sum")).isEqualTo(19);
    assertThat(page.nonZero("http_server_active_requests"))
        .containsExactly("{http_request_method=\"PUT\", url_scheme=\"_OTHER\"} 1.0");
    assertThat(page.samples("http_server_request_duration_seconds_bucket").keySet())
        .extracting(labels -> labels.valueOrEmpty("le"))
        .contains("0.075", "0.75", "7.5")
        .hasSize(15 * 5);
  }

  @Test
  void underOpenTelemetrysNamesExpectedRoutesAreThereAtZeroToo() {
    HttpServerMetrics metrics =
        create(HttpServerOptions.DEFAULT.withDialect(HttpDialect.OPEN_TELEMETRY));

    metrics.expect(new Route("GET", "/tasks"));

    assertThat(Page.of(registry).samples("http_server_request_duration_seconds_count"))
        .hasSize(2)
        .allSatisfy((labels, value) -> assertThat(value).isZero());
  }

  @Test
  void whatCannotBeRecordedIsCountedAndNeverThrown() {
    HttpServerMetrics metrics =
        HttpServerMetrics.create(
            registry,
            HttpServerOptions.DEFAULT,
            () -> {
              if (nanos.get() < 0) {
                throw new IllegalStateException("for this test");
              }
              return nanos.get();
            });

    ServerExchange begun = metrics.begin("GET", Scheme.HTTP);
    nanos.set(-1);
    begun.answered(200, 0, 0);
    metrics.begin("GET", Scheme.HTTP).answered(200, 0, 0);

    Page page = Page.of(registry);
    assertThat(page.value("http_server_recording_failures_total")).hasValue(2);
    assertThat(page.value("http_requests_in_flight")).hasValue(0);
    assertThat(page.nonZero("http_requests_total")).isEmpty();
  }

  @Test
  void ownBucketsAndExclusionsAreTaken() {
    HttpServerMetrics metrics =
        create(
            HttpServerOptions.DEFAULT
                .withDurationBuckets(Buckets.of(1))
                .withSizeBuckets(Buckets.of(2, 3))
                .withExcludedPaths("/health/live", "/health/ready"));

    metrics.begin("GET", Scheme.HTTP).answered(200, 0, 0);

    Page page = Page.of(registry);
    assertThat(page.samples("http_request_duration_seconds_bucket")).hasSize(2);
    assertThat(page.samples("http_response_body_bytes_bucket")).hasSize(3);
    assertThat(metrics.measures("/health/live")).isFalse();
    assertThat(metrics.measures("/metrics")).isTrue();
  }

  @Test
  void optionsThatAreWrongAreRefused() {
    assertWrong(
        () -> HttpServerOptions.DEFAULT.withNamespace("a-b"),
        "HTTP server namespace: \"a-b\" (expected: [a-zA-Z_][a-zA-Z0-9_]*)");
    assertWrong(
        () -> HttpServerOptions.DEFAULT.withMaximumEndpoints(0),
        "HTTP server maximum endpoints: 0 (expected: > 0)");
    assertWrong(
        () -> HttpServerOptions.DEFAULT.withExcludedPaths("metrics"),
        "HTTP server excluded path: \"metrics\" (expected: a path, such as /metrics)");
  }

  @Test
  void theDefaultsAreThese() {
    HttpServerOptions options = HttpServerOptions.DEFAULT;

    assertThat(options.namespace()).isEmpty();
    assertThat(options.dialect()).isEqualTo(HttpDialect.LAMPAS);
    assertThat(options.maximumEndpoints()).isEqualTo(200);
    assertThat(options.excludedPaths()).containsExactly("/metrics");
    assertThat(options.durationBuckets()).isEmpty();
    assertThat(options.sizeBuckets()).isEqualTo(Buckets.of(1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8));
  }

  private static void assertWrong(Runnable action, String message) {
    assertThatThrownBy(action::run).isInstanceOf(MetricsException.class).hasMessage(message);
  }

  private HttpServerMetrics create(HttpServerOptions options) {
    return HttpServerMetrics.create(registry, options, nanos::get);
  }
}

package lampas.metrics.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import lampas.metrics.Counter;
import lampas.metrics.Histogram;
import lampas.metrics.Registry;
import lampas.metrics.RegistryOptions;
import lampas.metrics.exporter.Exporter;
import lampas.metrics.exporter.ExporterOptions;
import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.Unit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenTelemetryExemplarsTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T12:00:00.5Z"), ZoneOffset.UTC);

  private final InMemorySpanExporter exported = InMemorySpanExporter.create();
  private final SdkTracerProvider tracers = tracers(Sampler.alwaysOn());
  private final Tracer tracer = tracers.get("test");
  private final Registry registry =
      Registry.create(
          RegistryOptions.STANDARD.withClock(CLOCK).withExemplars(OpenTelemetryExemplars.source()));
  private final Counter orders =
      registry.counter(MetricDefinition.counter("orders_total").help("Orders.").build());
  private final Histogram latency =
      registry.histogram(
          MetricDefinition.histogram("latency_seconds")
              .unit(Unit.SECONDS)
              .help("Latency.")
              .buckets(Buckets.of(0.1, 1))
              .build());

  @AfterEach
  void close() {
    tracers.close();
  }

  @Test
  void theSpanThatWasCurrentArrivesWithItsScrape() throws Exception {
    Span span = tracer.spanBuilder("order").startSpan();
    Context.current()
        .with(span)
        .wrap(() -> {
          orders.add(3);
          latency.observe(0.5);
        })
        .run();
    span.end();

    String labels =
        "{span_id=\"%s\",trace_id=\"%s\"}"
            .formatted(span.getSpanContext().getSpanId(), span.getSpanContext().getTraceId());
    assertThat(exported.getFinishedSpanItems())
        .singleElement()
        .extracting(SpanData::getTraceId)
        .isEqualTo(span.getSpanContext().getTraceId());
    assertThat(scrape())
        .contains("\norders_total 3 # " + labels + " 3 1772366400.5\n")
        .contains("\nlatency_seconds_bucket{le=\"1.0\"} 1 # " + labels + " 0.5 1772366400.5\n")
        .contains("\nlatency_seconds_bucket{le=\"0.1\"} 0\n");
  }

  @Test
  void withoutASpanThereIsNone() throws Exception {
    orders.increment();
    latency.observe(0.5);

    assertThat(scrape()).contains("\norders_total 1\n").doesNotContain("# {");
  }

  @Test
  void aSpanThatIsNotSampledIsNotPointedAt() throws Exception {
    try (SdkTracerProvider dropping = tracers(Sampler.alwaysOff())) {
      Span span = dropping.get("test").spanBuilder("order").startSpan();
      assertThat(span.getSpanContext().isValid()).isTrue();
      Context.current().with(span).wrap(() -> orders.increment()).run();
    }

    assertThat(scrape()).contains("\norders_total 1\n").doesNotContain("# {");
  }

  @Test
  void withoutASpanThereIsNoGarbageAndNoThread() {
    Set<Thread> before = Thread.getAllStackTraces().keySet();

    assertThat(allocatedByRecording()).isLessThan(1_000);

    assertThat(Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive))
        .allMatch(thread -> before.contains(thread) || !thread.getName().contains("lampas"));
    assertThat(orders.value()).isEqualTo(40_000);
  }

  @Test
  void underASpanThereIsGarbageOnlyForWhatIsKept() {
    Span span = tracer.spanBuilder("order").startSpan();
    Context.current()
        .with(span)
        .wrap(() -> {
          assertThat(OpenTelemetryExemplars.source().current()).isPresent();
          assertThat(allocatedByRecording()).isLessThan(1_000);
        })
        .run();
    span.end();
  }

  private SdkTracerProvider tracers(Sampler sampler) {
    return SdkTracerProvider.builder()
        .setSampler(sampler)
        .addSpanProcessor(SimpleSpanProcessor.create(exported))
        .build();
  }

  /* The first runs compile, and keep the exemplars. */
  private long allocatedByRecording() {
    for (int i = 0; i < 3; i++) {
      record();
    }
    long before = THREADS.getCurrentThreadAllocatedBytes();
    record();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private void record() {
    for (int i = 0; i < 10_000; i++) {
      orders.increment();
      latency.observe(0.5);
    }
  }

  private String scrape() throws Exception {
    try (Exporter exporter = Exporter.start(registry, ExporterOptions.onLoopback(0));
        HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(exporter.uri())
                  .header("Accept", "application/openmetrics-text;version=1.0.0")
                  .build(),
              BodyHandlers.ofString())
          .body();
    }
  }
}

package lampas.workflow.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lampas.metrics.Registry;
import lampas.metrics.RegistryOptions;
import lampas.metrics.opentelemetry.OpenTelemetryExemplars;
import lampas.workflow.Primitive;
import lampas.workflow.WorkflowContext;
import lampas.workflow.WorkflowOptions;
import lampas.workflow.Workflows;
import org.junit.jupiter.api.Test;

/** The sample of the page docs/otlp.md. */
class SpansPageTest {
  @Test
  void theSampleGoesOnWithTheTraceOfARequest() throws Exception {
    InMemorySpanExporter exported = InMemorySpanExporter.create();
    Map<String, List<String>> headers =
        Map.of("traceparent", List.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
    try (OpenTelemetrySdk openTelemetry =
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exported))
                    .build())
            .build()) {
      // Page begins
      Registry registry =
          Registry.create(RegistryOptions.STANDARD.withExemplars(OpenTelemetryExemplars.source()));
      Workflows workflows =
          Workflows.create(
              registry, WorkflowOptions.STANDARD.withTracer(OpenTelemetrySpans.of(openTelemetry)));
      WorkflowContext context = workflows.contextFrom(headers);
      // Page ends
      Primitive.<String, String>of("greet", (name, inside) -> "Hello " + name)
          .execute("you", context);

      assertThat(exported.getFinishedSpanItems())
          .extracting(SpanData::getName, SpanData::getParentSpanId)
          .containsExactly(tuple("greet", "b7ad6b7169203331"));
    }
  }

  @Test
  void thePageShowsThisVeryCode() throws Exception {
    String source =
        Files.readString(Path.of("src/test/java/lampas/workflow/opentelemetry/SpansPageTest.java"));
    String begin = "      // Page begins\n";
    String sample =
        source.substring(
            source.indexOf(begin) + begin.length(), source.indexOf("      // Page ends\n"));

    assertThat(Files.readString(Path.of("../docs/otlp.md")))
        .contains("```java\n" + sample.stripTrailing().stripIndent() + "\n```");
  }
}

package lampas.metrics.opentelemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.Optional;
import lampas.metrics.ExemplarSource;
import lampas.model.label.Labels;

/**
 * The OpenTelemetry span that is current where something is recorded, if it is sampled.
 *
 * <p>A span that is not sampled is kept nowhere, so nothing points at it. Without a span there is
 * no garbage, and there is never a thread. Thread-safe.
 */
public final class OpenTelemetryExemplars {
  /* Source: OpenTelemetry, "Prometheus and OpenMetrics compatibility", exemplars. */
  private static final String TRACE = "trace_id";
  private static final String SPAN = "span_id";

  private OpenTelemetryExemplars() {}

  /** For {@code RegistryOptions.withExemplars}. */
  public static ExemplarSource source() {
    return OpenTelemetryExemplars::current;
  }

  private static Optional<Labels> current() {
    SpanContext span = Span.current().getSpanContext();
    return span.isValid() && span.isSampled()
        ? Optional.of(Labels.of(TRACE, span.getTraceId(), SPAN, span.getSpanId()))
        : Optional.empty();
  }
}

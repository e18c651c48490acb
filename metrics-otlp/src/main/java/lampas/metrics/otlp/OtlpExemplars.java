package lampas.metrics.otlp;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.metrics.data.DoubleExemplarData;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lampas.model.label.Labels;
import lampas.model.series.Exemplar;
import org.jspecify.annotations.Nullable;

/**
 * Exemplars: the labels {@code trace_id} and {@code span_id} become the span, others attributes.
 *
 * <p>Source: OpenTelemetry, "Prometheus and OpenMetrics compatibility", exemplars.
 */
final class OtlpExemplars {
  private static final String TRACE = "trace_id";
  private static final String SPAN = "span_id";

  private OtlpExemplars() {}

  static List<DoubleExemplarData> of(@Nullable Exemplar exemplar) {
    return exemplar == null ? List.of() : List.of(one(exemplar));
  }

  static List<DoubleExemplarData> of(List<Exemplar> exemplars) {
    return exemplars.stream().map(OtlpExemplars::one).toList();
  }

  private static DoubleExemplarData one(Exemplar exemplar) {
    Labels labels = exemplar.labels();
    SpanContext span =
        SpanContext.create(
            labels.valueOrEmpty(TRACE),
            labels.valueOrEmpty(SPAN),
            TraceFlags.getSampled(),
            TraceState.getDefault());
    Labels rest = span.isValid() ? labels.without(TRACE).without(SPAN) : labels;
    AttributesBuilder attributes = Attributes.builder();
    rest.forEach(attributes::put);
    return DoubleExemplarData.create(
        attributes.build(),
        TimeUnit.MILLISECONDS.toNanos(exemplar.timeMillis().orElse(0)),
        span.isValid() ? span : SpanContext.getInvalid(),
        exemplar.value());
  }
}

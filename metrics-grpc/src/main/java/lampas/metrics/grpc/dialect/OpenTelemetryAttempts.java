package lampas.metrics.grpc.dialect;

import lampas.metrics.Counter;
import lampas.metrics.Family;
import lampas.metrics.Histogram;
import lampas.metrics.Registry;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;

/** A client's attempts under the names of gRPC proposal A66. */
final class OpenTelemetryAttempts implements AttemptFamilies {
  private final Family<Counter> started;
  private final Family<Histogram> durations;
  private final Family<Histogram> sentSizes;
  private final Family<Histogram> receivedSizes;

  OpenTelemetryAttempts(Registry registry, int maximumMethods) {
    LabelDomain methods = Definitions.methods(maximumMethods);
    started =
        registry.counters(
            Definitions.counter("grpc_client_attempt_started_total", "Attempts that began.")
                .label(OpenTelemetryNames.METHOD, methods)
                .label(OpenTelemetryNames.TARGET, OpenTelemetryNames.TARGETS)
                .build());
    durations =
        registry.histograms(
            labelled(
                Definitions.seconds(
                    "grpc_client_attempt_duration_seconds",
                    "How long attempts took.",
                    OpenTelemetryNames.LATENCIES),
                methods));
    sentSizes =
        registry.histograms(
            labelled(
                Definitions.bytes(
                    "grpc_client_attempt_sent_total_compressed_message_size_bytes",
                    "Bytes of messages sent in an attempt.",
                    OpenTelemetryNames.SIZES),
                methods));
    receivedSizes =
        registry.histograms(
            labelled(
                Definitions.bytes(
                    "grpc_client_attempt_rcvd_total_compressed_message_size_bytes",
                    "Bytes of messages received in an attempt.",
                    OpenTelemetryNames.SIZES),
                methods));
  }

  private static MetricDefinition labelled(
      MetricDefinition.Builder definition, LabelDomain methods) {
    return definition
        .label(OpenTelemetryNames.METHOD, methods)
        .label(OpenTelemetryNames.TARGET, OpenTelemetryNames.TARGETS)
        .label(OpenTelemetryNames.STATUS, OpenTelemetryNames.statuses())
        .build();
  }

  @Override
  public AttemptRecorder recorder(MethodId method, String target) {
    String name = OpenTelemetryNames.method(method);
    return new OpenTelemetryRecorder(
        started.with(name, target),
        new ByCode<>(code -> durations.with(name, target, code.name())),
        new ByCode<>(code -> sentSizes.with(name, target, code.name())),
        new ByCode<>(code -> receivedSizes.with(name, target, code.name())));
  }
}

package lampas.metrics.grpc.dialect;

import lampas.metrics.Counter;
import lampas.metrics.Family;
import lampas.metrics.Histogram;
import lampas.metrics.Registry;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;

/** A server's calls under the names of gRPC proposal A66. */
final class OpenTelemetryServerCalls implements CallFamilies {
  private final Family<Counter> started;
  private final Family<Histogram> durations;
  private final Family<Histogram> sentSizes;
  private final Family<Histogram> receivedSizes;

  OpenTelemetryServerCalls(Registry registry, int maximumMethods) {
    LabelDomain methods = Definitions.methods(maximumMethods);
    started =
        registry.counters(
            Definitions.counter("grpc_server_call_started_total", "Calls that began.")
                .label(OpenTelemetryNames.METHOD, methods)
                .build());
    sentSizes =
        registry.histograms(
            size("grpc_server_call_sent_total_compressed_message_size_bytes", "sent", methods));
    receivedSizes =
        registry.histograms(
            size("grpc_server_call_rcvd_total_compressed_message_size_bytes", "received", methods));
    durations =
        registry.histograms(
            Definitions.seconds(
                    "grpc_server_call_duration_seconds",
                    "How long calls took, streaming calls too.",
                    OpenTelemetryNames.LATENCIES)
                .label(OpenTelemetryNames.METHOD, methods)
                .label(OpenTelemetryNames.STATUS, OpenTelemetryNames.statuses())
                .build());
  }

  private static MetricDefinition size(String name, String what, LabelDomain methods) {
    return Definitions.bytes(
            name, "Bytes of messages " + what + " in a call.", OpenTelemetryNames.SIZES)
        .label(OpenTelemetryNames.METHOD, methods)
        .label(OpenTelemetryNames.STATUS, OpenTelemetryNames.statuses())
        .build();
  }

  @Override
  public CallRecorder recorder(MethodId method, String target) {
    String name = OpenTelemetryNames.method(method);
    return new OpenTelemetryRecorder(
        started.with(name),
        new ByCode<>(code -> durations.with(name, code.name())),
        new ByCode<>(code -> sentSizes.with(name, code.name())),
        new ByCode<>(code -> receivedSizes.with(name, code.name())));
  }
}

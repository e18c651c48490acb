package lampas.metrics.grpc.dialect;

import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import lampas.metrics.Counter;
import lampas.metrics.Family;
import lampas.metrics.Histogram;
import lampas.metrics.Registry;
import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;

/** Calls under the names of go-grpc-middleware. */
final class MiddlewareCalls implements CallFamilies {
  private final Family<Counter> started;
  private final Family<Counter> handled;
  private final Family<Counter> received;
  private final Family<Counter> sent;
  private final Family<Histogram> handling;

  MiddlewareCalls(Side side, Registry registry, int maximumMethods) {
    LabelDomain methods = Definitions.methods(maximumMethods);
    String prefix = side.prefix();
    started =
        registry.counters(
            labelled(Definitions.counter(prefix + "started_total", "Calls that began."), methods)
                .build());
    handled =
        registry.counters(
            labelled(Definitions.counter(prefix + "handled_total", "Calls that are over."), methods)
                .label("grpc_code", Definitions.codes(MiddlewareCalls::codeName))
                .build());
    received =
        registry.counters(
            labelled(
                    Definitions.counter(prefix + "msg_received_total", "Messages that came in."),
                    methods)
                .build());
    sent =
        registry.counters(
            labelled(
                    Definitions.counter(prefix + "msg_sent_total", "Messages that went out."),
                    methods)
                .build());
    handling =
        registry.histograms(
            labelled(
                    Definitions.seconds(
                        prefix + "handling_seconds",
                        "How long calls took, streaming calls too.",
                        Buckets.LATENCY_SECONDS),
                    methods)
                .build());
  }

  private static MetricDefinition.Builder labelled(
      MetricDefinition.Builder definition, LabelDomain methods) {
    return definition
        .label("grpc_type", LabelDomain.bounded(MethodType.values().length))
        .label("grpc_service", methods)
        .label("grpc_method", methods);
  }

  /* As Go's package codes prints them. */
  static String codeName(Status.Code code) {
    return switch (code) {
      case OK -> "OK";
      case CANCELLED -> "Canceled";
      case UNKNOWN -> "Unknown";
      case INVALID_ARGUMENT -> "InvalidArgument";
      case DEADLINE_EXCEEDED -> "DeadlineExceeded";
      case NOT_FOUND -> "NotFound";
      case ALREADY_EXISTS -> "AlreadyExists";
      case PERMISSION_DENIED -> "PermissionDenied";
      case RESOURCE_EXHAUSTED -> "ResourceExhausted";
      case FAILED_PRECONDITION -> "FailedPrecondition";
      case ABORTED -> "Aborted";
      case OUT_OF_RANGE -> "OutOfRange";
      case UNIMPLEMENTED -> "Unimplemented";
      case INTERNAL -> "Internal";
      case UNAVAILABLE -> "Unavailable";
      case DATA_LOSS -> "DataLoss";
      case UNAUTHENTICATED -> "Unauthenticated";
    };
  }

  private static String typeName(MethodType type) {
    return switch (type) {
      case UNARY -> "unary";
      case CLIENT_STREAMING -> "client_stream";
      case SERVER_STREAMING -> "server_stream";
      case BIDI_STREAMING -> "bidi_stream";
      case UNKNOWN -> "unknown";
    };
  }

  @Override
  public CallRecorder recorder(MethodId method, String target) {
    String type = typeName(method.isUnknown() ? MethodType.UNKNOWN : method.type());
    String service = method.service();
    String name = method.method();
    ByCode<Counter> byCode =
        new ByCode<>(code -> handled.with(type, service, name, codeName(code)));
    byCode.at(Status.Code.OK);
    return new Recorder(
        started.with(type, service, name),
        byCode,
        received.with(type, service, name),
        sent.with(type, service, name),
        handling.with(type, service, name));
  }

  private record Recorder(
      Counter begun,
      ByCode<Counter> handled,
      Counter messagesReceived,
      Counter messagesSent,
      Histogram handling)
      implements CallRecorder {
    @Override
    public void started() {
      begun.increment();
    }

    @Override
    public void received() {
      messagesReceived.increment();
    }

    @Override
    public void sent() {
      messagesSent.increment();
    }

    @Override
    public void ended(Status.Code code, long nanos, long bytesSent, long bytesReceived) {
      handled.at(code).increment();
      handling.observe(Definitions.seconds(nanos));
    }
  }
}

package lampas.metrics.grpc.dialect;

import lampas.metrics.Registry;

/** Whose names the metrics of calls have, and what their labels look like. */
public enum Dialect {
  /**
   * Ours: {@code grpc_server_request_total{method="/shop.Orders/Place",code="NOT_FOUND"}}.
   *
   * <p>Streams have a duration histogram of their own.
   */
  LAMPAS,
  /**
   * That of go-grpc-middleware: {@code grpc_server_handled_total} with {@code grpc_type}, {@code
   * grpc_service}, {@code grpc_method} and {@code grpc_code="NotFound"}.
   *
   * <p>Source: its package providers/prometheus, with the handling-time histogram on.
   */
  GO_GRPC_MIDDLEWARE,
  /**
   * That of gRPC's own OpenTelemetry plugins as an exporter for Prometheus writes it: {@code
   * grpc_server_call_duration_seconds{grpc_method="shop.Orders/Place",grpc_status="NOT_FOUND"}}.
   *
   * <p>Source: gRPC proposal A66.
   */
  OPEN_TELEMETRY;

  /** Registers the metrics of calls on one side, for at most so many methods. */
  public CallFamilies calls(Side side, Registry registry, int maximumMethods) {
    return switch (this) {
      case LAMPAS -> new LampasCalls(side, registry, maximumMethods);
      case GO_GRPC_MIDDLEWARE -> new MiddlewareCalls(side, registry, maximumMethods);
      case OPEN_TELEMETRY ->
          switch (side) {
            case SERVER -> new OpenTelemetryServerCalls(registry, maximumMethods);
            case CLIENT -> new OpenTelemetryClientCalls(registry, maximumMethods);
          };
    };
  }

  /** Registers the metrics of a client's attempts, of which a call has several if it is retried. */
  public AttemptFamilies attempts(Registry registry, int maximumMethods) {
    return switch (this) {
      case LAMPAS, GO_GRPC_MIDDLEWARE -> new LampasAttempts(registry, maximumMethods);
      case OPEN_TELEMETRY -> new OpenTelemetryAttempts(registry, maximumMethods);
    };
  }

  /** Whether a server has to add up the bytes of its messages. */
  public boolean measuresSizes() {
    return this == OPEN_TELEMETRY;
  }
}

package lampas.metrics.http;

import lampas.metrics.Gauge;

/** The metrics of a server in one dialect. */
sealed interface ServerFamilies permits LampasServer, OpenTelemetryServer {
  /** What the label of the endpoint says if no route took the request. */
  String unmatched();

  /** The gauge of exchanges that are not over yet. */
  Gauge inFlight(KnownMethod method, Scheme scheme);

  RouteRecorder recorder(KnownMethod method, Scheme scheme, String endpoint);
}

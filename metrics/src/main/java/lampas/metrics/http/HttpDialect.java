package lampas.metrics.http;

/** Whose names the metrics of HTTP exchanges have, and what their labels look like. */
public enum HttpDialect {
  /** Ours: {@code http_requests_total{method="GET",endpoint="/tasks/{id}",status="200"}}. */
  LAMPAS,
  /**
   * The stable semantic conventions of OpenTelemetry as an exporter for Prometheus writes them:
   * {@code http_server_request_duration_seconds{http_request_method="GET",http_route="/tasks/{id}",
   * http_response_status_code="200",url_scheme="http",error_type=""}}.
   *
   * <p>Source: OpenTelemetry semantic conventions 1.29, "HTTP metrics".
   */
  OPEN_TELEMETRY
}

package lampas.metrics.exposition;

/** A format in which metrics are exposed. */
public enum Format {
  /** Prometheus's text format 0.0.4, which every scraper understands. */
  TEXT("text/plain; version=0.0.4; charset=utf-8"),
  /** OpenMetrics 1.0.0. */
  OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8"),
  /**
   * Prometheus's protobuf messages {@code io.prometheus.client.MetricFamily}, each with its length
   * in front; the one format that carries native histograms.
   */
  PROTOBUF(
      "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
          + " encoding=delimited");

  private final String contentType;

  Format(String contentType) {
    this.contentType = contentType;
  }

  /** The value of the {@code Content-Type} header that announces this format. */
  public String contentType() {
    return contentType;
  }
}

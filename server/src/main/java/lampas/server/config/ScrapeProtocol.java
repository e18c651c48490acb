package lampas.server.config;

/** An exposition format by the name that Prometheus's configuration gives it. */
public enum ScrapeProtocol {
  PROMETHEUS_TEXT_0_0_4("PrometheusText0.0.4"),
  PROMETHEUS_TEXT_1_0_0("PrometheusText1.0.0"),
  OPEN_METRICS_0_0_1("OpenMetricsText0.0.1"),
  OPEN_METRICS_1_0_0("OpenMetricsText1.0.0");

  private final String configurationName;

  ScrapeProtocol(String configurationName) {
    this.configurationName = configurationName;
  }

  /** The name in a configuration, for example {@code PrometheusText0.0.4}. */
  public String configurationName() {
    return configurationName;
  }

  /** Whether the format is OpenMetrics rather than Prometheus's text format. */
  public boolean isOpenMetrics() {
    return this == OPEN_METRICS_0_0_1 || this == OPEN_METRICS_1_0_0;
  }
}

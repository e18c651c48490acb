package lampas.examples.metastore.config;

import java.time.Duration;

/**
 * What is measured and where it is shown.
 *
 * @param enablePrometheus whether anything is
 * @param prometheusPort where metrics are; 0 for a free port
 * @param slowRequestThreshold how long a request takes that is logged
 */
public record MonitoringSettings(
    boolean enablePrometheus, int prometheusPort, Duration slowRequestThreshold) {
  static MonitoringSettings of(SettingValues values) {
    return new MonitoringSettings(
        values.value(Setting.ENABLE_PROMETHEUS),
        values.value(Setting.PROMETHEUS_PORT),
        values.value(Setting.SLOW_REQUEST_THRESHOLD));
  }
}

package lampas.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class SettingTest {
  @Test
  void theNamesOfASettingDeriveFromItsKey() {
    assertThat(
            Setting.all().stream()
                .map(setting ->
                    String.join(
                        " ",
                        setting.key(),
                        setting.environmentName(),
                        setting.flagName(),
                        setting.defaultText()))
                .collect(Collectors.joining("\n", "", "\n")))
        .isEqualTo(
            """
            server.listen LAMPAS_SERVER_LISTEN --server.listen 127.0.0.1:9090
            storage.retention_time LAMPAS_STORAGE_RETENTION_TIME --storage.retention-time 15d
            storage.retention_bytes LAMPAS_STORAGE_RETENTION_BYTES --storage.retention-bytes 0
            storage.max_exemplars LAMPAS_STORAGE_MAX_EXEMPLARS --storage.max-exemplars 100000
            query.timeout LAMPAS_QUERY_TIMEOUT --query.timeout 2m
            query.max_samples LAMPAS_QUERY_MAX_SAMPLES --query.max-samples 50000000
            query.max_bytes LAMPAS_QUERY_MAX_BYTES --query.max-bytes 0
            query.max_series LAMPAS_QUERY_MAX_SERIES --query.max-series 2000000
            query.lookback_delta LAMPAS_QUERY_LOOKBACK_DELTA --query.lookback-delta 5m
            query.max_concurrency LAMPAS_QUERY_MAX_CONCURRENCY --query.max-concurrency 20
            query.dialect LAMPAS_QUERY_DIALECT --query.dialect prometheus-3
            query.enable_feature LAMPAS_QUERY_ENABLE_FEATURE --query.enable-feature none
            """);
  }

  @Test
  void everyDefaultIsAValue() {
    for (Setting<?> setting : Setting.all()) {
      assertThat(setting.parser().apply(setting.defaultText())).as(setting.key()).isNotNull();
      assertThat(setting.description()).as(setting.key()).endsWith(".");
    }
  }
}

package lampas.metrics.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {
  /* The first four are what Prometheus 2.42, Prometheus 3, a browser and curl send. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1 | OPEN_METRICS",
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1 | OPEN_METRICS",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | TEXT",
        "*/* | TEXT",
        "application/openmetrics-text | OPEN_METRICS",
        "application/openmetrics-text;q=0.5,text/plain;q=0.6 | TEXT",
        "text/plain;version=0.0.4;q=0.5,application/openmetrics-text;version=1.0.0;q=0.9 | OPEN_METRICS",
        "APPLICATION/OpenMetrics-Text ; Version=\"1.0.0\" ; Q=0.9 , text/plain;q=0.8 | OPEN_METRICS",
        "application/openmetrics-text;version=2.0.0,text/plain;q=0.1 | TEXT",
        "application/openmetrics-text;q=0 | TEXT",
        "application/openmetrics-text;q=high,text/plain;q=0.1 | TEXT",
        "text/plain;q=0,application/openmetrics-text;q=0.1,*/* | OPEN_METRICS",
        "application/openmetrics-text,text/plain | OPEN_METRICS",
        "text/plain,application/openmetrics-text | TEXT",
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited | PROTOBUF",
        "application/vnd.google.protobuf;proto=other;encoding=delimited | TEXT",
        "'' | TEXT",
        ";;q=,, | TEXT",
      })
  void theFormatThatTheScraperLikesBestIsTaken(String accept, Format expected) {
    assertThat(Negotiation.of(accept).format()).isEqualTo(expected);
  }

  @Test
  void withoutAnAcceptHeaderItIsText() {
    assertThat(Negotiation.of(null).format()).isEqualTo(Format.TEXT);
  }

  @Test
  void contentTypesAreThoseThatPrometheusExpects() {
    assertThat(Format.TEXT.contentType()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    assertThat(Format.OPEN_METRICS.contentType())
        .isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
  }
}

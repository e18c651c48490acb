package lampas.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import lampas.metrics.exposition.Format;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.Unit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole expositions, byte by byte. */
class ExpositionTest {
  private final Registry registry = Registry.create();

  @BeforeEach
  void record() {
    Family<Counter> sent =
        registry.counters(
            MetricDefinition.counter("sent_bytes_total")
                .unit(Unit.BYTES)
                .help("Bytes \"sent\" by C:\\path\nand line.")
                .label("to", LabelDomain.free(10))
                .label("code", LabelDomain.closed("ok", "error"))
                .build());
    sent.with("quote \" backslash \\ newline \n end", "ok").add(1234567890123.0);
    sent.with("emoji 😀 and ü", "error").add(0.1);
    sent.with("", "ok").add(1e300);
    registry.gauge(Definitions.DEPTH).set(-0.000123);
    Family<Histogram> latency =
        registry.histograms(
            MetricDefinition.histogram("call_seconds")
                .unit(Unit.SECONDS)
                .help("Time of a call.")
                .label("rpc", LabelDomain.closed("Get", "Put"))
                .buckets(Definitions.LATENCY.buckets().orElseThrow())
                .build());
    latency.with("Get").observe(0.0625);
    latency.with("Get").observe(0.5);
    latency.with("Put");
    registry.info(
        MetricDefinition.info("app_info")
            .help("The application.")
            .label("version", LabelDomain.bounded(1))
            .build(),
        "1.0\n");
    registry
        .counter(
            MetricDefinition.counter("oldname").help("Old.").unusualName("fixed by others").build())
        .increment();
  }

  @Test
  void textFormat() throws IOException {
    assertThat(Text.of(registry, Format.TEXT))
        .isEqualTo(
            """
            # HELP sent_bytes_total Bytes "sent" by C:\\\\path\\nand line.
            # TYPE sent_bytes_total counter
            sent_bytes_total{to="quote \\" backslash \\\\ newline \\n end",code="ok"} 1234567890123
            sent_bytes_total{to="emoji 😀 and ü",code="error"} 0.1
            sent_bytes_total{to="",code="ok"} 1.0e300
            # HELP queue_depth Jobs that wait.
            # TYPE queue_depth gauge
            queue_depth -1.23e-4
            # HELP call_seconds Time of a call.
            # TYPE call_seconds histogram
            call_seconds_bucket{rpc="Get",le="0.1"} 1
            call_seconds_bucket{rpc="Get",le="1.0"} 2
            call_seconds_bucket{rpc="Get",le="1e+06"} 2
            call_seconds_bucket{rpc="Get",le="+Inf"} 2
            call_seconds_sum{rpc="Get"} 0.5625
            call_seconds_count{rpc="Get"} 2
            call_seconds_bucket{rpc="Put",le="0.1"} 0
            call_seconds_bucket{rpc="Put",le="1.0"} 0
            call_seconds_bucket{rpc="Put",le="1e+06"} 0
            call_seconds_bucket{rpc="Put",le="+Inf"} 0
            call_seconds_sum{rpc="Put"} 0
            call_seconds_count{rpc="Put"} 0
            # HELP app_info The application.
            # TYPE app_info gauge
            app_info{version="1.0\\n"} 1
            # HELP oldname Old.
            # TYPE oldname counter
            oldname 1
            """);
  }

  @Test
  void openMetrics() throws IOException {
    assertThat(Text.of(registry, Format.OPEN_METRICS))
        .isEqualTo(
            """
            # TYPE sent_bytes counter
            # UNIT sent_bytes bytes
            # HELP sent_bytes Bytes \\"sent\\" by C:\\\\path\\nand line.
            sent_bytes_total{to="quote \\" backslash \\\\ newline \\n end",code="ok"} 1234567890123
            sent_bytes_total{to="emoji 😀 and ü",code="error"} 0.1
            sent_bytes_total{to="",code="ok"} 1.0e300
            # TYPE queue_depth gauge
            # HELP queue_depth Jobs that wait.
            queue_depth -1.23e-4
            # TYPE call_seconds histogram
            # UNIT call_seconds seconds
            # HELP call_seconds Time of a call.
            call_seconds_bucket{rpc="Get",le="0.1"} 1
            call_seconds_bucket{rpc="Get",le="1.0"} 2
            call_seconds_bucket{rpc="Get",le="1e+06"} 2
            call_seconds_bucket{rpc="Get",le="+Inf"} 2
            call_seconds_sum{rpc="Get"} 0.5625
            call_seconds_count{rpc="Get"} 2
            call_seconds_bucket{rpc="Put",le="0.1"} 0
            call_seconds_bucket{rpc="Put",le="1.0"} 0
            call_seconds_bucket{rpc="Put",le="1e+06"} 0
            call_seconds_bucket{rpc="Put",le="+Inf"} 0
            call_seconds_sum{rpc="Put"} 0
            call_seconds_count{rpc="Put"} 0
            # TYPE app info
            # HELP app The application.
            app_info{version="1.0\\n"} 1
            # TYPE oldname unknown
            # HELP oldname Old.
            oldname 1
            # EOF
            """);
  }

  @Test
  void labelsLargerThanTheBufferAreWrittenWhole() throws IOException {
    Registry large = Registry.create();
    Family<Gauge> family =
        large.gauges(
            MetricDefinition.gauge("large")
                .help("Large labels.")
                .label("text", LabelDomain.free(10))
                .build());
    String text = "x".repeat(200_000);
    family.with("a").set(1);
    family.with(text).set(2);
    family.with("b").set(3);

    assertThat(Text.of(large))
        .endsWith("\nlarge{text=\"a\"} 1\nlarge{text=\"" + text + "\"} 2\nlarge{text=\"b\"} 3\n");
  }
}

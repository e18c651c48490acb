package lampas.acceptance.client;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import lampas.acceptance.peer.Target;

/**
 * What a backend scrapes: one page, always the same, with an exemplar where the scraper takes
 * OpenMetrics.
 */
final class ContractPage implements AutoCloseable {
  private final Target target;

  private ContractPage(Target target) {
    this.target = target;
  }

  static ContractPage start() throws IOException {
    return new ContractPage(Target.start().handling("/metrics", ContractPage::answer));
  }

  /** With a second page that has the samples with their times. */
  static ContractPage withSamples(ContractSamples samples) throws IOException {
    ContractPage page = start();
    page.target.serving("/samples", Target.TEXT, samples.text());
    return page;
  }

  /** Host and port. */
  String address() {
    return target.address();
  }

  /** A scrape configuration of this page only. */
  String configuration() {
    return """
    global: {scrape_interval: 500ms, scrape_timeout: 500ms}
    scrape_configs:
      - job_name: contract
        static_configs:
          - targets: ["%s"]
            labels: {instance: page}
    """
        .formatted(address());
  }

  /** The same, with a second target that a rule drops. */
  String configurationWithDroppedTarget() {
    return configuration()
        + """
              - targets: ["127.0.0.1:1"]
            relabel_configs:
              - {source_labels: [__address__], regex: "127.0.0.1:1", action: drop}
        """;
  }

  /** The same, with the page of the samples, which say themselves where they are from. */
  String configurationWithSamples() {
    return configuration()
        + """
          - job_name: samples
            metrics_path: /samples
            honor_labels: true
            static_configs:
              - targets: ["%s"]
        """
            .formatted(address());
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String accepted = exchange.getRequestHeaders().getFirst("Accept");
    boolean open = accepted != null && accepted.contains("application/openmetrics-text");
    String text =
        """
        # HELP scraped_temperature How warm it is.
        # TYPE scraped_temperature gauge
        scraped_temperature{room="a"} 1
        scraped_temperature{room="b"} 2
        scraped_temperature{room="c"} 3
        scraped_temperature{room="d"} 4
        # HELP scraped_latency_seconds How long it took.
        # TYPE scraped_latency_seconds histogram
        scraped_latency_seconds_bucket{le="0.1"} 1%s
        scraped_latency_seconds_bucket{le="+Inf"} 2
        scraped_latency_seconds_count 2
        scraped_latency_seconds_sum 1.5
        %s\
        """
            .formatted(open ? " # {trace_id=\"t-1\"} 0.05" : "", open ? "# EOF\n" : "");
    Target.answer(
        exchange,
        200,
        open ? "application/openmetrics-text; version=1.0.0; charset=utf-8" : Target.TEXT,
        text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    target.close();
  }
}

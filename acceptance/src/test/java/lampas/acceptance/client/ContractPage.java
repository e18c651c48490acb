package lampas.acceptance.client;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import lampas.acceptance.peer.Target;

/**
 * What a backend scrapes: ten pages with timestamps of their own, 10 s apart, one a scrape, so that
 * every backend has the same samples however fast it scrapes. The last page is served for ever, but
 * for one metric that tests may delete.
 */
final class ContractPage implements AutoCloseable {
  static final int PAGES = 10;
  static final Duration STEP = Duration.ofSeconds(10);

  private final AtomicInteger scrapes = new AtomicInteger();
  private final Instant start;
  private final Target target;

  private ContractPage(Target target) {
    this.target = target;
    /* The newest page is of the near past, where every backend takes samples and answers. */
    this.start =
        Instant.ofEpochSecond(
            (Instant.now().getEpochSecond() / 10 - PAGES) * STEP.toSeconds());
  }

  static ContractPage start() throws IOException {
    ContractPage page = new ContractPage(Target.start());
    page.target.handling("/metrics", page::answer);
    return page;
  }

  /** Host and port. */
  String address() {
    return target.address();
  }

  /** The time of a page. */
  Instant time(int page) {
    return start.plus(STEP.multipliedBy(page));
  }

  /** The time of the last page. */
  Instant end() {
    return time(PAGES - 1);
  }

  /** A scrape configuration of this page only. */
  String configuration() {
    return """
        global: {scrape_interval: 200ms, scrape_timeout: 200ms}
        scrape_configs:
          - job_name: contract
            static_configs:
              - targets: ["%s"]
                labels: {instance: page}
        """
        .formatted(address());
  }

  private void answer(HttpExchange exchange) throws IOException {
    int scrape = scrapes.getAndIncrement();
    int page = Math.min(scrape, PAGES - 1);
    String accepted = exchange.getRequestHeaders().getFirst("Accept");
    boolean open = accepted != null && accepted.contains("application/openmetrics-text");
    String text = text(page, scrape < PAGES, open);
    Target.answer(
        exchange,
        200,
        open ? "application/openmetrics-text; version=1.0.0; charset=utf-8" : Target.TEXT,
        text.getBytes(StandardCharsets.UTF_8));
  }

  private String text(int page, boolean doomed, boolean open) {
    String time =
        open
            ? String.valueOf(time(page).getEpochSecond())
            : String.valueOf(time(page).toEpochMilli());
    String exemplar =
        open ? " # {trace_id=\"t-%s\"} 0.05 %s".formatted(page, time) : "";
    String counter = open ? "contract_requests" : "contract_requests_total";
    String text =
        """
        # HELP %1$s Requests that were answered.
        # TYPE %1$s counter
        contract_requests_total{method="get",path="/a"} %2$s TIME
        contract_requests_total{method="post",path="/b\\"\\\\\\n é🔥{}"} %3$s TIME
        # HELP contract_temperature How warm it is.
        # TYPE contract_temperature gauge
        contract_temperature{room="a"} %4$s TIME
        contract_temperature{room="nan"} NaN TIME
        contract_temperature{room="positive"} +Inf TIME
        contract_temperature{room="negative"} -Inf TIME
        # HELP contract_latency_seconds How long it took.
        # TYPE contract_latency_seconds histogram
        contract_latency_seconds_bucket{le="0.1"} %5$s TIMEEXEMPLAR
        contract_latency_seconds_bucket{le="1.0"} %3$s TIME
        contract_latency_seconds_bucket{le="+Inf"} %6$s TIME
        contract_latency_seconds_count %6$s TIME
        contract_latency_seconds_sum %7$s TIME
        """
            .formatted(
                counter, 10 * page, 3 * page, 20 + page, page, 4 * page, 2.5 * page)
            .replace("EXEMPLAR", exemplar)
            .replace("TIME", time);
    return text
        + (doomed
            ? "# HELP contract_doomed Deleted by a test.\n# TYPE contract_doomed gauge\n"
                + String.format(Locale.ROOT, "contract_doomed 7 %s\n", time)
            : "")
        + (open ? "# EOF\n" : "");
  }

  @Override
  public void close() {
    target.close();
  }
}

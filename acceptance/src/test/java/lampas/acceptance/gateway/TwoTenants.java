package lampas.acceptance.gateway;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import lampas.acceptance.peer.Target;

/**
 * A page of tenant a, whose values are small, and one of tenant b, whose every value is 7777 and
 * whose every own label value has "rival" in it.
 */
final class TwoTenants implements AutoCloseable {
  private static final String OPEN_METRICS = "application/openmetrics-text";
  private static final String A =
      """
      # TYPE shared gauge
      # HELP shared What both have.
      shared{kind="x"} 1
      shared{kind="y"} 2
      # TYPE only_a gauge
      only_a 3
      # TYPE a_info gauge
      a_info{version="1"} 1
      """;
  private static final String B =
      """
      # TYPE shared gauge
      # HELP shared What both have.
      shared{kind="x",site="rival"} 7777
      shared{kind="y",site="rival"} 7777
      shared{kind="z",site="rival"} 7777
      # TYPE only_b gauge
      # HELP only_b A rival's secret.
      only_b{site="rival",owner="rival"} 7777
      # TYPE b_info gauge
      b_info{site="rival"} 7777
      """;

  private final Target target;

  private TwoTenants(Target target) {
    this.target = target;
  }

  static TwoTenants start() throws IOException {
    return new TwoTenants(
        Target.start()
            .handling("/a", exchange -> answer(exchange, A + counter("a_requests", "", "1", "own")))
            .handling(
                "/b",
                exchange ->
                    answer(
                        exchange,
                        B + counter("b_requests", "{site=\"rival\"}", "7777", "rival-trace"))));
  }

  /* Exemplars have only OpenMetrics. */
  private static String counter(String family, String labels, String value, String trace) {
    return "# TYPE %s counter\n%s_total%s %s # {trace_id=\"%s\"} %s\n"
        .formatted(family, family, labels, value, trace, value);
  }

  private static void answer(HttpExchange exchange, String page) throws IOException {
    String accept = exchange.getRequestHeaders().getFirst("Accept");
    boolean open = accept != null && accept.contains(OPEN_METRICS);
    String text = open ? page + "# EOF\n" : page.replaceAll(" # \\{.*", "");
    Target.answer(
        exchange,
        200,
        open ? OPEN_METRICS + "; version=1.0.0; charset=utf-8" : Target.TEXT,
        text.getBytes(StandardCharsets.UTF_8));
  }

  /** The scrape jobs that read both. */
  String scrapeConfigs() {
    return """
    scrape_configs:
      - job_name: a
        scrape_interval: 2s
        scrape_timeout: 2s
        metrics_path: /a
        static_configs: [{targets: ["%1$s"], labels: {tenant: a}}]
      - job_name: b
        scrape_interval: 2s
        scrape_timeout: 2s
        metrics_path: /b
        static_configs: [{targets: ["%1$s"], labels: {tenant: b, site: rival}}]
    """
        .formatted(target.address());
  }

  @Override
  public void close() {
    target.close();
  }
}

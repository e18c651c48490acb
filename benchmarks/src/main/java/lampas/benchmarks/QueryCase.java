package lampas.benchmarks;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A query and the times at which it is asked.
 *
 * @param name of the query
 * @param heavy whether it aggregates or joins, for which the goal is higher
 * @param startMillis the first step; the same as the end for an instant query
 */
record QueryCase(
    String name, boolean heavy, String query, long startMillis, long endMillis, long stepMillis) {
  private static final long HOUR = 3_600_000;

  private record Row(String name, boolean heavy, String query) {}

  private static final List<Row> ROWS =
      List.of(
          new Row("selector", false, "http_requests_total"),
          new Row("sum of rate", true, "sum by (job) (rate(http_requests_total[5m]))"),
          new Row(
              "quantile",
              true,
              "histogram_quantile(0.99, sum by (le, job) (rate(http_request_seconds_bucket[5m])))"),
          new Row("topk", true, "topk(10, memory_used_bytes)"),
          new Row(
              "join",
              true,
              "rate(http_requests_total[5m])" + " * on (instance) group_left (version) build_info"),
          new Row(
              "sum of join",
              true,
              "sum by (version) (rate(http_requests_total[5m])"
                  + " * on (instance) group_left (version) build_info)"),
          new Row("window", false, "max_over_time(memory_used_bytes[5m])"),
          new Row("max of window", true, "max(max_over_time(memory_used_bytes[5m]))"),
          new Row(
              "regex",
              false,
              "http_requests_total{handler=~\".*/resource/1?[02468]\",code!~\"2..\"}"),
          new Row(
              "error ratio",
              true,
              "sum by (handler) (rate(http_requests_total{code=~\"5..\"}[5m]))"
                  + " / sum by (handler) (rate(http_requests_total[5m]))"));

  /** Every query at one time, over an hour in 240 steps, and over an hour in 1,000 steps. */
  static Stream<QueryCase> all(long endMillis) {
    return ROWS.stream()
        .flatMap(row ->
            Stream.of(0L, HOUR / 240, HOUR / 1000)
                .map(step ->
                    new QueryCase(
                        row.name,
                        row.heavy,
                        row.query,
                        step == 0 ? endMillis : endMillis - HOUR,
                        endMillis,
                        Math.max(step, 1))));
  }

  boolean isInstant() {
    return startMillis == endMillis;
  }

  String shape() {
    return isInstant() ? "instant" : (endMillis - startMillis) / stepMillis + " steps";
  }

  /** The part of a URL from the name of the endpoint on. */
  String path() {
    String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
    return isInstant()
        ? "query?nocache=1&query=%s&time=%s".formatted(encoded, seconds(endMillis))
        : "query_range?nocache=1&query=%s&start=%s&end=%s&step=%s"
            .formatted(encoded, seconds(startMillis), seconds(endMillis), seconds(stepMillis));
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
  }
}

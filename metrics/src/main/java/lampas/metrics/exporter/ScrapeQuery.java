package lampas.metrics.exporter;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a scrape's URL and headers ask for. */
final class ScrapeQuery {
  /* So that the answer is there before the scraper has given up. */
  private static final Duration MARGIN = Duration.ofMillis(500);

  private ScrapeQuery() {}

  /**
   * The metrics that {@code name[]=…} names; none if there is no such parameter. A query that is
   * not encoded as it must be never gets here: the server refuses it.
   */
  static Set<String> names(@Nullable String rawQuery) {
    Set<String> names = new LinkedHashSet<>();
    if (rawQuery != null) {
      for (String parameter : rawQuery.split("&", -1)) {
        String[] parts = parameter.split("=", 2);
        if (parts.length == 2 && decode(parts[0]).equals("name[]")) {
          names.add(decode(parts[1]));
        }
      }
    }
    return names;
  }

  /**
   * How long collectors may take.
   *
   * @param header the scraper's own limit in seconds, as Prometheus sends it; ignored if it is not
   *     a number above zero
   */
  static Duration limit(@Nullable String header, Duration longest) {
    if (header == null || !header.matches("\\d{1,9}(\\.\\d{1,9})?")) {
      return longest;
    }
    Duration wanted = Duration.ofNanos((long) (Double.parseDouble(header) * 1e9));
    Duration margin = wanted.dividedBy(10);
    Duration limit = wanted.minus(margin.compareTo(MARGIN) < 0 ? margin : MARGIN);
    return limit.isZero() || limit.compareTo(longest) > 0 ? longest : limit;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}

package lampas.server.scrape;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lampas.server.config.ScrapeJob;

/**
 * Pages that a configuration scrapes more than once.
 *
 * <p>Each scrape of such a page has labels of its own, so that every sum over them counts it as
 * often as it is scraped.
 */
public final class RepeatedTargets {
  private RepeatedTargets() {}

  /** One sentence for each page that is scraped more than once, with where that is said. */
  public static List<String> of(List<ScrapeJob> jobs) {
    Map<String, List<ScrapeTarget>> pages = new LinkedHashMap<>();
    for (ScrapeJob job : jobs) {
      for (ScrapeTarget target : ScrapeTarget.of(job)) {
        pages.computeIfAbsent(page(target.url()), page -> new ArrayList<>()).add(target);
      }
    }
    List<String> findings = new ArrayList<>();
    pages.forEach((page, targets) -> {
      if (targets.size() > 1) {
        findings.add(
            page
                + ": scraped as "
                + String.join(" and as ", targets.stream().map(t -> t.labels().toString()).toList())
                + " (expected: once; sums over both count everything twice)");
      }
    });
    return findings;
  }

  /* The same page however it is written: loopback by name or number, the port said or not. */
  private static String page(URI url) {
    String scheme = url.getScheme().toLowerCase(Locale.ROOT);
    String host = url.getHost().toLowerCase(Locale.ROOT);
    if (host.equals("localhost") || host.equals("[::1]")) {
      host = "127.0.0.1";
    }
    int port = url.getPort();
    if (port < 0) {
      port = scheme.equals("https") ? 443 : 80;
    }
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    return scheme + "://" + host + ":" + port + url.getRawPath() + query;
  }
}

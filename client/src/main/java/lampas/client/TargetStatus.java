package lampas.client;

import java.time.Instant;
import java.util.Optional;
import lampas.model.label.Labels;

/**
 * A target that the backend scrapes, as it was at the last scrape.
 *
 * @param labels the labels that its series get
 * @param scrapePool the scrape configuration it belongs to
 * @param scrapeUrl what is fetched
 * @param health {@code up}, {@code down} or {@code unknown}
 * @param lastError why the last scrape failed; empty if it did not
 * @param lastScrape when the last scrape began; empty if there was none
 * @param lastScrapeSeconds how long it took
 */
public record TargetStatus(
    Labels labels,
    String scrapePool,
    String scrapeUrl,
    String health,
    Optional<String> lastError,
    Optional<Instant> lastScrape,
    double lastScrapeSeconds) {}

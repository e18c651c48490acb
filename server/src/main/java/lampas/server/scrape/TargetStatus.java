package lampas.server.scrape;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lampas.model.label.Labels;

/**
 * A target and how its last scrape went, as of one moment.
 *
 * @param scrapePool the name of the job
 * @param url what is scraped, with its query
 * @param labels the labels that every sample of the target gets
 * @param discoveredLabels the labels as configured, those starting with {@code __} included
 * @param interval how often it is scraped
 * @param timeout how long a scrape may take
 * @param health how the last scrape went
 * @param lastError why the last scrape failed, if it did
 * @param lastScrape when the last scrape began, if there was one
 * @param lastScrapeDuration how long the last scrape took; zero if there was none
 * @param metadata what the last successful scrapes said about metric families
 */
public record TargetStatus(
    String scrapePool,
    URI url,
    Labels labels,
    Labels discoveredLabels,
    Duration interval,
    Duration timeout,
    TargetHealth health,
    Optional<String> lastError,
    Optional<Instant> lastScrape,
    Duration lastScrapeDuration,
    List<FamilyMetadata> metadata) {
  public TargetStatus {
    metadata = List.copyOf(metadata);
  }
}

package lampas.server.config;

import java.time.Duration;
import lampas.model.label.Labels;

/**
 * The {@code global} block: what holds for every job that does not say otherwise.
 *
 * @param scrapeInterval how often targets are scraped, default 1m
 * @param scrapeTimeout how long one scrape may take, default 10s, at most the interval
 * @param evaluationInterval how often rules are evaluated, default 1m
 * @param externalLabels labels that tell this server's series from those of others elsewhere
 * @param limits the limits of every scrape, none by default
 */
public record GlobalSettings(
    Duration scrapeInterval,
    Duration scrapeTimeout,
    Duration evaluationInterval,
    Labels externalLabels,
    ScrapeLimits limits) {}

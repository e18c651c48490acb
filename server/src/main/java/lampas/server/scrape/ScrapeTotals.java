package lampas.server.scrape;

/**
 * What all scrapes together have done since the start, for the server's own metrics.
 *
 * @param scrapes scrapes that ended, well or not
 * @param failures scrapes that failed
 * @param samples samples that were stored
 * @param outOfOrder samples refused because they were older than their series' newest
 * @param duplicates samples refused because their time was taken by another value
 * @param outOfBounds samples refused because they were too old or too far ahead
 */
public record ScrapeTotals(
    long scrapes,
    long failures,
    long samples,
    long outOfOrder,
    long duplicates,
    long outOfBounds) {}

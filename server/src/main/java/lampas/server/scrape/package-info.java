/** Scraping: fetching what targets expose, at their intervals, into a sink of samples. */
@NullMarked
package lampas.server.scrape;

import org.jspecify.annotations.NullMarked;

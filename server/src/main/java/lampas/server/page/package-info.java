/** The web page at {@code /}: the scraped targets, and one query as a chart. */
@NullMarked
package lampas.server.page;

import org.jspecify.annotations.NullMarked;

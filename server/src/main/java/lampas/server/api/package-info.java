/** Prometheus's HTTP API v1 over a series reader, a query engine and the scraped targets. */
@NullMarked
package lampas.server.api;

import org.jspecify.annotations.NullMarked;

/** The configuration of the server: a Prometheus scrape configuration and Lampas's own settings. */
@NullMarked
package lampas.server.config;

import org.jspecify.annotations.NullMarked;

/**
 * Measures HTTP servers: each exchange is counted once, at its true end.
 *
 * <p>Filters for servers are in {@code lampas.metrics.http.jdk} and in the module {@code
 * metrics-servlet}; clients are in {@code lampas.metrics.http.client}.
 */
@NullMarked
package lampas.metrics.http;

import org.jspecify.annotations.NullMarked;

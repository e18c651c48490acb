/**
 * How requests are sent: credentials, redirects, timeouts, retries, limits and a circuit breaker.
 *
 * <p>Knows HTTP, not Prometheus. A user meets only the settings; what goes wrong reaches users as a
 * {@code lampas.client.RequestException}.
 */
@NullMarked
package lampas.client.http;

import org.jspecify.annotations.NullMarked;

/** Measures the HTTP client of the JDK: each request is counted once, at the end of its answer. */
@NullMarked
package lampas.metrics.http.client;

import org.jspecify.annotations.NullMarked;

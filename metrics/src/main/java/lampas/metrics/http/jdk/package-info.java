/** Measures the HTTP server of the JDK, and routes its requests by templates of paths. */
@NullMarked
package lampas.metrics.http.jdk;

import org.jspecify.annotations.NullMarked;

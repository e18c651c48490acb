/** Real sockets and real pages for the tests of HTTP. */
@NullMarked
package lampas.metrics.http.wire;

import org.jspecify.annotations.NullMarked;

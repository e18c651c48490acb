/** Real sockets and real pages for the tests of servlets. */
@NullMarked
package lampas.metrics.servlet.wire;

import org.jspecify.annotations.NullMarked;

/** Measures every request of a Jakarta Servlet container. */
@NullMarked
package lampas.metrics.servlet;

import org.jspecify.annotations.NullMarked;

/** Answers the usual questions about services in front of any backend: {@code /api/metrics/*}. */
@NullMarked
package lampas.server.view;

import org.jspecify.annotations.NullMarked;

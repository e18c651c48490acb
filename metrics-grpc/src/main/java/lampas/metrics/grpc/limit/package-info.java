/** Rate limits by token buckets that cost one long each. */
@NullMarked
package lampas.metrics.grpc.limit;

import org.jspecify.annotations.NullMarked;

/** The names under which calls are recorded: one set of metrics for each dialect. */
@NullMarked
package lampas.metrics.grpc.dialect;

import org.jspecify.annotations.NullMarked;

/** The evaluator: PromQL expressions over any series reader, whole series at a time. */
@NullMarked
package lampas.promql.engine;

import org.jspecify.annotations.NullMarked;

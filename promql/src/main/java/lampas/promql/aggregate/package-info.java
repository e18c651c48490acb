/** PromQL's aggregation operators: many columns into one for each group. */
@NullMarked
package lampas.promql.aggregate;

import org.jspecify.annotations.NullMarked;

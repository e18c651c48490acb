/** What operators hand to each other: one series' values at all steps of a query. */
@NullMarked
package lampas.promql.column;

import org.jspecify.annotations.NullMarked;

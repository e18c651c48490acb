/** Says why a query found nothing. */
@NullMarked
package lampas.promql.explain;

import org.jspecify.annotations.NullMarked;

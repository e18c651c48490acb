/** PromQL: what all of its packages share. */
@NullMarked
package lampas.promql;

import org.jspecify.annotations.NullMarked;

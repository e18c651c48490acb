/** PromQL's functions as pure computations over numbers and windows of samples. */
@NullMarked
package lampas.promql.function;

import org.jspecify.annotations.NullMarked;

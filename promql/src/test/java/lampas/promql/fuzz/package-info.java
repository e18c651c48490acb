/** Bounded fuzzing: damaged expressions and scripts must give a result or a PromQL error, soon. */
@NullMarked
package lampas.promql.fuzz;

import org.jspecify.annotations.NullMarked;

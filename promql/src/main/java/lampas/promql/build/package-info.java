/** Builds PromQL in Java out of metric definitions, so that most mistakes do not come about. */
@NullMarked
package lampas.promql.build;

import org.jspecify.annotations.NullMarked;

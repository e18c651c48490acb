/** What each function, operator and part of PromQL does, with examples that are run as tests. */
@NullMarked
package lampas.promql.reference;

import org.jspecify.annotations.NullMarked;

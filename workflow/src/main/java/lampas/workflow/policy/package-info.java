/** How primitives retry, cache, break circuits and go on after failures, as values. */
@NullMarked
package lampas.workflow.policy;

import org.jspecify.annotations.NullMarked;

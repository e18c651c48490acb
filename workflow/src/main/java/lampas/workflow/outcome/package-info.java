/** How executions end: their statuses and the exceptions of workflows. */
@NullMarked
package lampas.workflow.outcome;

import org.jspecify.annotations.NullMarked;

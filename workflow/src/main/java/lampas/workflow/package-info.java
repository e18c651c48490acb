/** Composable workflow primitives, measured at one gate. */
@NullMarked
package lampas.workflow;

import org.jspecify.annotations.NullMarked;

/** What calls of language models cost: tokens times prices, or a call that has no price. */
@NullMarked
package lampas.workflow.cost;

import org.jspecify.annotations.NullMarked;

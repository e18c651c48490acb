/** What a query answers: scalar, text, vector or matrix, with its warnings. */
@NullMarked
package lampas.model.result;

import org.jspecify.annotations.NullMarked;

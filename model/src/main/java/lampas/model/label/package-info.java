/** Label sets and the matchers that select them. */
@NullMarked
package lampas.model.label;

import org.jspecify.annotations.NullMarked;

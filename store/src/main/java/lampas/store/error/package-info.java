/** What the store throws. */
@NullMarked
package lampas.store.error;

import org.jspecify.annotations.NullMarked;

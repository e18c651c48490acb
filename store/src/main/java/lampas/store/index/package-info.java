/** From labels to series: which series exist, and which of them matchers select. */
@NullMarked
package lampas.store.index;

import org.jspecify.annotations.NullMarked;

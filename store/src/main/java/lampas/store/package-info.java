/**
 * The embedded time-series store: series in memory, their samples compressed, selected by matchers.
 */
@NullMarked
package lampas.store;

import org.jspecify.annotations.NullMarked;

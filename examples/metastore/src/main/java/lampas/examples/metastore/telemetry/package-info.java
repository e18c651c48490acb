/** What a node records about itself: the observers of its parts, with instruments behind them. */
@NullMarked
package lampas.examples.metastore.telemetry;

import org.jspecify.annotations.NullMarked;

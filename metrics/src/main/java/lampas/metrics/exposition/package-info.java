/** Writes families of samples in the formats that scrapers understand. */
@NullMarked
package lampas.metrics.exposition;

import org.jspecify.annotations.NullMarked;

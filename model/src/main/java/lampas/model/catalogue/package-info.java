/** Metric definitions, checked one by one, and the catalogue that holds them together. */
@NullMarked
package lampas.model.catalogue;

import org.jspecify.annotations.NullMarked;

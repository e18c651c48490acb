/** The seam between what writes samples and what reads them. */
@NullMarked
package lampas.model.series;

import org.jspecify.annotations.NullMarked;

/** Native histograms: buckets by formula or by custom bounds, and the arithmetic on them. */
@NullMarked
package lampas.model.histogram;

import org.jspecify.annotations.NullMarked;

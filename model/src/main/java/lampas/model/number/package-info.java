/** Numbers as text, as the programs of this field write them. */
@NullMarked
package lampas.model.number;

import org.jspecify.annotations.NullMarked;

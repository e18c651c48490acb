/** What went wrong and whose business it is: the root of every exception that Lampas throws. */
@NullMarked
package lampas.model.error;

import org.jspecify.annotations.NullMarked;

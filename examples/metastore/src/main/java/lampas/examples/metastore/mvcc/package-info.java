/** Keys and their versions by revision. */
@NullMarked
package lampas.examples.metastore.mvcc;

import org.jspecify.annotations.NullMarked;

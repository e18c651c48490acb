/** Leases and the keys that end with them. */
@NullMarked
package lampas.examples.metastore.lease;

import org.jspecify.annotations.NullMarked;

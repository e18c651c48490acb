/** Bounded load on a metadata store, which keeps its own books of what it sent and got. */
@NullMarked
package lampas.examples.metastore.load;

import org.jspecify.annotations.NullMarked;

/** A metadata store that speaks etcd's protocol, every request of which is measured. */
@NullMarked
package lampas.examples.metastore;

import org.jspecify.annotations.NullMarked;

/** etcd's gRPC services, on the replicated state. */
@NullMarked
package lampas.examples.metastore.api;

import org.jspecify.annotations.NullMarked;

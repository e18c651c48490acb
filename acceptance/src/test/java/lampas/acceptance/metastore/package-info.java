/**
 * Proves examples/metastore with etcd's own programs, client and server: what they do with etcd
 * they do with ours, and what they did is found in the metrics.
 */
@NullMarked
package lampas.acceptance.metastore;

import org.jspecify.annotations.NullMarked;

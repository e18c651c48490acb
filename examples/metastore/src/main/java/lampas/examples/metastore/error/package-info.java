/** What can be wrong with a request, in etcd's words. */
@NullMarked
package lampas.examples.metastore.error;

import org.jspecify.annotations.NullMarked;

/**
 * The replicated state: keys and their history, leases, users and roles; a log entry in, a result
 * out.
 */
@NullMarked
package lampas.examples.metastore.state;

import org.jspecify.annotations.NullMarked;

/** The replicated log, on Apache Ratis. */
@NullMarked
package lampas.examples.metastore.raft;

import org.jspecify.annotations.NullMarked;

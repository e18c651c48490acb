/**
 * The replicated log, on Apache Ratis, of which nothing is seen outside.
 *
 * <p>Ratis logs through slf4j, much of it at INFO: a program sets {@code org.apache.ratis} to
 * WARNING before it starts a {@link lampas.examples.metastore.raft.Replica}.
 */
@NullMarked
package lampas.examples.metastore.raft;

import org.jspecify.annotations.NullMarked;

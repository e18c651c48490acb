/** The metastore command: one node in this process, or a cluster of processes. */
@NullMarked
package lampas.examples.metastore.cli;

import org.jspecify.annotations.NullMarked;

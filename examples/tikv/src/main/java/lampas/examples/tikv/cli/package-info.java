/** The tikv command: runs the cluster until it is told to stop. */
@NullMarked
package lampas.examples.tikv.cli;

import org.jspecify.annotations.NullMarked;

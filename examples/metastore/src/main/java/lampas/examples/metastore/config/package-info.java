/** The settings of a node, from a file, the environment and the command line. */
@NullMarked
package lampas.examples.metastore.config;

import org.jspecify.annotations.NullMarked;

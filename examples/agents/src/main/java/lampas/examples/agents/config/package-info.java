/** The settings of the platform, from the environment and the command line. */
@NullMarked
package lampas.examples.agents.config;

import org.jspecify.annotations.NullMarked;

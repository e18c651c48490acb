/** The {@code lampas} command: its subcommands, exit codes and what they print. */
@NullMarked
package lampas.server.cli;

import org.jspecify.annotations.NullMarked;

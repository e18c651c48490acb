/** The metrics of the server about itself. */
@NullMarked
package lampas.server.telemetry;

import org.jspecify.annotations.NullMarked;

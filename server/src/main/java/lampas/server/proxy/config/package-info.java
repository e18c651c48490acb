/** The configuration file of the gateway. */
@NullMarked
package lampas.server.proxy.config;

import org.jspecify.annotations.NullMarked;

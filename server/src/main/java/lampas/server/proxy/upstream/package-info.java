/** The backend behind the gateway: asking it, sharing its answers, and checking them. */
@NullMarked
package lampas.server.proxy.upstream;

import org.jspecify.annotations.NullMarked;

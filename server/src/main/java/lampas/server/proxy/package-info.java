/**
 * The gateway: Prometheus's HTTP API in front of any backend, for several tenants, of whom none
 * sees what another has.
 */
@NullMarked
package lampas.server.proxy;

import org.jspecify.annotations.NullMarked;

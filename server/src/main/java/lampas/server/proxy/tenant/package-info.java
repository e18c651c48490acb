/** Tenants of the gateway: what each may see, forced into what it asks, and how much it may ask. */
@NullMarked
package lampas.server.proxy.tenant;

import org.jspecify.annotations.NullMarked;

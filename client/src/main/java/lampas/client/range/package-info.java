/**
 * Range queries in parts: split at a server's point limit, answered from a cache, and put together
 * again, only where the syntax tree proves that this changes nothing.
 */
@NullMarked
package lampas.client.range;

import org.jspecify.annotations.NullMarked;

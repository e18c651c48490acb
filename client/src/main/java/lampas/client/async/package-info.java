/** Questions to a backend that are answered in futures. */
@NullMarked
package lampas.client.async;

import org.jspecify.annotations.NullMarked;

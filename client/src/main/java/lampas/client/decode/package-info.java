/** Decodes answers of Prometheus's query API, as they arrive, into columns of primitives. */
@NullMarked
package lampas.client.decode;

import org.jspecify.annotations.NullMarked;

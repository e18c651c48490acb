/** A typed client of any HTTP API that answers as Prometheus does. */
@NullMarked
package lampas.client;

import org.jspecify.annotations.NullMarked;

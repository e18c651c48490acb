/** Every way in which a call can end, made to happen on a real server and looked up in a scrape. */
@NullMarked
package lampas.metrics.grpc.matrix;

import org.jspecify.annotations.NullMarked;

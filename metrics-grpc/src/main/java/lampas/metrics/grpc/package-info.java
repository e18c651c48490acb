/** Metrics of gRPC servers and clients that count every call once, and the guards of a server. */
@NullMarked
package lampas.metrics.grpc;

import org.jspecify.annotations.NullMarked;

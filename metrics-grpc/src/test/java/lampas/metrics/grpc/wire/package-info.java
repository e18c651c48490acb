/** Real servers, channels and scrapes on loopback, for the tests of this module. */
@NullMarked
package lampas.metrics.grpc.wire;

import org.jspecify.annotations.NullMarked;

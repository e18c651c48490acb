package lampas.metrics.grpc;

import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Says who makes a call, for the limit of each client. */
@FunctionalInterface
public interface ClientIdentity {
  /** The client's IP address, or whatever address the transport has instead. */
  ClientIdentity ADDRESS =
      (call, headers) -> {
        @Nullable SocketAddress address = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
        if (address instanceof InetSocketAddress internet && internet.getAddress() != null) {
          return internet.getAddress();
        }
        return address == null ? "" : address;
      };

  /** Something that equals itself for calls of the same client. */
  Object of(ServerCall<?, ?> call, Metadata headers);
}

package lampas.acceptance.metastore;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import io.etcd.jetcd.api.KVGrpc;
import io.etcd.jetcd.api.LeaseGrpc;
import io.etcd.jetcd.api.WatchGrpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.util.concurrent.TimeUnit;

/** jetcd's generated stubs on one connection to one server; nothing is tried twice. */
final class EtcdStubs implements AutoCloseable {
  private static final int LARGEST = 64 << 20;

  private final ManagedChannel channel;

  private EtcdStubs(ManagedChannel channel) {
    this.channel = channel;
  }

  static EtcdStubs of(String endpoint) {
    return new EtcdStubs(
        ManagedChannelBuilder.forTarget(endpoint)
            .usePlaintext()
            .disableRetry()
            .maxInboundMessageSize(LARGEST)
            .build());
  }

  KVGrpc.KVBlockingStub keys(long limitMillis) {
    return KVGrpc.newBlockingStub(channel).withDeadlineAfter(limitMillis, TimeUnit.MILLISECONDS);
  }

  LeaseGrpc.LeaseBlockingStub leases(long limitMillis) {
    return LeaseGrpc.newBlockingStub(channel).withDeadlineAfter(limitMillis, TimeUnit.MILLISECONDS);
  }

  WatchGrpc.WatchStub watches() {
    return WatchGrpc.newStub(channel);
  }

  LeaseGrpc.LeaseStub leaseStreams() {
    return LeaseGrpc.newStub(channel);
  }

  /** Tries again at once to connect to a server that was not there. */
  void reconnect() {
    channel.resetConnectBackoff();
  }

  /** A message on one line. */
  static String text(Message message) {
    return TextFormat.printer().emittingSingleLine(true).printToString(message);
  }

  @Override
  public void close() {
    channel.shutdownNow();
    try {
      channel.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

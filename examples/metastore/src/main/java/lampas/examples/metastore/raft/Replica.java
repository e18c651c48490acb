package lampas.examples.metastore.raft;

import com.google.protobuf.ByteString;
import java.util.concurrent.CompletableFuture;

/** One node's part in the replicated log. */
public final class Replica implements ReplicatedLog, AutoCloseable {
  public static Replica start(
      ReplicaSettings settings, ReplicatedState state, RaftObserver observer) {
    throw new UnsupportedOperationException("skeleton");
  }

  @Override
  public CompletableFuture<ByteString> propose(ByteString entry) {
    throw new UnsupportedOperationException("skeleton");
  }

  @Override
  public CompletableFuture<Void> catchUp() {
    throw new UnsupportedOperationException("skeleton");
  }

  @Override
  public RaftStatus status() {
    throw new UnsupportedOperationException("skeleton");
  }

  @Override
  public CompletableFuture<Void> snapshot() {
    throw new UnsupportedOperationException("skeleton");
  }

  @Override
  public void close() {}
}

package lampas.examples.metastore.api;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import lampas.examples.metastore.log.Command;
import lampas.examples.metastore.raft.RaftStatus;
import lampas.examples.metastore.raft.ReplicatedLog;
import lampas.examples.metastore.state.MetadataState;

/** A log of one node that applies every entry on the spot, until it is told to fail. */
final class InstantLog implements ReplicatedLog {
  private final MetadataState state;
  private final AtomicInteger catchUps = new AtomicInteger();
  private final AtomicInteger snapshots = new AtomicInteger();
  private volatile Optional<RuntimeException> failure = Optional.empty();
  private volatile Optional<String> leader = Optional.of("one");
  private long applied;

  public InstantLog(MetadataState state) {
    this.state = state;
  }

  @Override
  public synchronized CompletableFuture<ByteString> propose(ByteString entry) {
    if (failure.isPresent()) {
      return CompletableFuture.failedFuture(failure.get());
    }
    try {
      ByteString result = state.apply(Command.parseFrom(entry)).toByteString();
      applied++;
      return CompletableFuture.completedFuture(result);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public CompletableFuture<Void> catchUp() {
    catchUps.incrementAndGet();
    return failure.isPresent()
        ? CompletableFuture.failedFuture(failure.get())
        : CompletableFuture.completedFuture(null);
  }

  @Override
  public synchronized RaftStatus status() {
    return new RaftStatus(leader, true, 7, applied + 1, applied);
  }

  @Override
  public CompletableFuture<Void> snapshot() {
    snapshots.incrementAndGet();
    return CompletableFuture.completedFuture(null);
  }

  void failWith(RuntimeException thrown) {
    failure = Optional.of(thrown);
  }

  void loseLeader() {
    leader = Optional.empty();
  }

  int catchUps() {
    return catchUps.get();
  }

  int snapshots() {
    return snapshots.get();
  }
}

package lampas.examples.metastore.api;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import lampas.examples.metastore.log.Command;
import lampas.examples.metastore.raft.RaftStatus;
import lampas.examples.metastore.raft.ReplicatedLog;
import lampas.examples.metastore.state.MetadataState;

/** A log of one node that applies at once, and remembers what was written. */
final class ImmediateLog implements ReplicatedLog {
  private final MetadataState state;
  private final List<ByteString> entries = new CopyOnWriteArrayList<>();

  ImmediateLog(MetadataState state) {
    this.state = state;
  }

  List<ByteString> entries() {
    return entries;
  }

  @Override
  public synchronized CompletableFuture<ByteString> propose(ByteString entry) {
    entries.add(entry);
    try {
      return CompletableFuture.completedFuture(
          state.apply(Command.parseFrom(entry)).toByteString());
    } catch (InvalidProtocolBufferException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public CompletableFuture<Void> catchUp() {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public RaftStatus status() {
    return new RaftStatus(Optional.of("one"), true, 3, entries.size(), entries.size());
  }

  @Override
  public CompletableFuture<Void> snapshot() {
    return CompletableFuture.completedFuture(null);
  }
}

package lampas.examples.metastore.raft;

import com.google.protobuf.ByteString;
import java.util.concurrent.CompletableFuture;

/** A log that all nodes of a cluster agree on. Thread-safe. */
public interface ReplicatedLog {
  /**
   * Appends an entry, wherever the leader is, and gives the result of applying it, once it was
   * applied on the leader. Applied at most once, however often it was sent.
   *
   * <p>Fails with {@link lampas.examples.metastore.error.EtcdException}: NO_LEADER, TIMEOUT (it may
   * yet be applied), REQUEST_TOO_LARGE, TOO_MANY_REQUESTS, STOPPED.
   */
  CompletableFuture<ByteString> propose(ByteString entry);

  /**
   * Done when this node has applied everything that was committed anywhere before the call: reads
   * of its state are linearizable then. Fails like {@link #propose}.
   */
  CompletableFuture<Void> catchUp();

  RaftStatus status();

  /** Writes a snapshot now, so that the log before it can go. */
  CompletableFuture<Void> snapshot();
}

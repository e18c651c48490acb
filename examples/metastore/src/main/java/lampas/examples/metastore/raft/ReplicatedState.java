package lampas.examples.metastore.raft;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** What a replicated log is applied to; called by one thread at a time. */
public interface ReplicatedState {
  /**
   * Applies a committed entry and gives its result. An exception stops the node: it is a defect.
   */
  ByteString apply(ByteString entry);

  /**
   * Told once, before the first entry that is new: those before it were in the log when this node
   * started, and nearly all of them have been applied before.
   */
  default void caughtUp() {}

  /** Writes everything that the entries applied so far have made. */
  void write(OutputStream out) throws IOException;

  /** Becomes what was written. */
  void restore(InputStream in) throws IOException;
}

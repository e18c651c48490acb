package lampas.examples.metastore.node;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import lampas.examples.metastore.log.Command;
import lampas.examples.metastore.raft.ReplicatedState;
import lampas.examples.metastore.state.MetadataState;

/** The state as the log sees it: bytes in, bytes out. */
final class AppliedState implements ReplicatedState {
  private final MetadataState state;
  private final ReplayFilter filter;
  private boolean replaying = true;

  /**
   * A state to which entries are applied.
   *
   * @param filter what the state tells its observer through
   */
  AppliedState(MetadataState state, ReplayFilter filter) {
    this.state = state;
    this.filter = filter;
  }

  @Override
  public void caughtUp() {
    replaying = false;
    filter.end();
  }

  @Override
  public ByteString apply(ByteString entry) {
    if (replaying) {
      filter.begin();
    }
    try {
      return state.apply(Command.parseFrom(entry)).toByteString();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("log entry: no command (expected: what a node proposed)", e);
    }
  }

  @Override
  public void write(OutputStream out) throws IOException {
    state.write(out);
  }

  @Override
  public void restore(InputStream in) throws IOException {
    state.restore(in);
  }
}

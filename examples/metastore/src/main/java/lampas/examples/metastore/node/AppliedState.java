package lampas.examples.metastore.node;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import lampas.examples.metastore.log.Command;
import lampas.examples.metastore.raft.ReplicatedState;
import lampas.examples.metastore.state.MetadataState;

/**
 * The state as the log sees it: bytes in, bytes out.
 *
 * @param state what entries are applied to
 */
record AppliedState(MetadataState state) implements ReplicatedState {
  @Override
  public ByteString apply(ByteString entry) {
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

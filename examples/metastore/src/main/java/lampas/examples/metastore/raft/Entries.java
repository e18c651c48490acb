package lampas.examples.metastore.raft;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import org.apache.ratis.protocol.Message;

/**
 * What goes through Ratis, which has a {@code ByteString} of its own: an entry behind the lowest
 * number that its client waits for (8 bytes), and a result behind one byte that tells whether there
 * is one.
 */
final class Entries {
  private static final byte APPLIED = 1;
  private static final byte SKIPPED = 0;
  static final int OVERHEAD = Long.BYTES;

  private Entries() {}

  static Message entry(long lowest, ByteString entry) {
    byte[] bytes = new byte[OVERHEAD + entry.size()];
    ByteBuffer.wrap(bytes).putLong(lowest);
    entry.copyTo(bytes, OVERHEAD);
    return message(bytes);
  }

  static long lowest(org.apache.ratis.thirdparty.com.google.protobuf.ByteString data) {
    return data.asReadOnlyByteBuffer().getLong();
  }

  static ByteString entry(org.apache.ratis.thirdparty.com.google.protobuf.ByteString data) {
    return tail(data, OVERHEAD);
  }

  static Message applied(ByteString result) {
    byte[] bytes = new byte[1 + result.size()];
    bytes[0] = APPLIED;
    result.copyTo(bytes, 1);
    return message(bytes);
  }

  /** The answer to an entry that was not applied, as it was before or is over. */
  static Message skipped() {
    return message(new byte[] {SKIPPED});
  }

  static boolean isApplied(Message reply) {
    return reply.getContent().byteAt(0) == APPLIED;
  }

  static ByteString result(Message reply) {
    return tail(reply.getContent(), 1);
  }

  static Message number(long number) {
    return message(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }

  static long number(Message message) {
    return message.getContent().asReadOnlyByteBuffer().getLong();
  }

  private static ByteString tail(
      org.apache.ratis.thirdparty.com.google.protobuf.ByteString data, int from) {
    byte[] bytes = new byte[data.size() - from];
    data.substring(from).copyTo(bytes, 0);
    return UnsafeByteOperations.unsafeWrap(bytes);
  }

  private static Message message(byte[] bytes) {
    return Message.valueOf(
        org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations.unsafeWrap(bytes));
  }
}

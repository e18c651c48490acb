package lampas.examples.metastore.raft;

import com.google.protobuf.ByteString;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftPeerId;

/** An entry on its way into the log. Its number stays the same, however often it is sent. */
final class Proposal {
  private final long number;
  private final int size;
  private final Message message;
  private final long startNanos = System.nanoTime();
  private final CompletableFuture<ByteString> result = new CompletableFuture<>();
  private int tries;
  private Optional<RaftPeerId> sentTo = Optional.empty();
  private boolean waiting;

  Proposal(long number, int size, Message message) {
    this.number = number;
    this.size = size;
    this.message = message;
  }

  long number() {
    return number;
  }

  int size() {
    return size;
  }

  Message message() {
    return message;
  }

  long nanos() {
    return System.nanoTime() - startNanos;
  }

  CompletableFuture<ByteString> result() {
    return result;
  }

  /** Notes that it is being sent and gives the number of this try. */
  synchronized int sending(RaftPeerId to) {
    sentTo = Optional.of(to);
    waiting = false;
    return ++tries;
  }

  /**
   * Notes that a try has failed.
   *
   * @return whether it has to be sent again: it was the last try so far
   */
  synchronized boolean failed(int number) {
    if (tries != number) {
      return false;
    }
    waiting = true;
    return true;
  }

  /** Whether it is under way to a member that does not lead any more. */
  synchronized boolean isSentToAnother(RaftPeerId leader) {
    return !waiting && sentTo.isPresent() && !sentTo.get().equals(leader);
  }

  /** Whether it was sent at all. If not, it is in no log for certain. */
  synchronized boolean isSent() {
    return sentTo.isPresent();
  }
}

package lampas.server.proxy.upstream;

import java.util.concurrent.atomic.AtomicLong;

/** The memory that all answers together may take while they are on their way. Thread-safe. */
public final class AnswerMemory {
  private final long maximumBytes;
  private final AtomicLong taken = new AtomicLong();

  private AnswerMemory(long maximumBytes) {
    this.maximumBytes = maximumBytes;
  }

  public static AnswerMemory of(long maximumBytes) {
    if (maximumBytes <= 0) {
      throw new IllegalArgumentException(
          "answer memory: " + maximumBytes + " bytes (expected: > 0)");
    }
    return new AnswerMemory(maximumBytes);
  }

  /** How many bytes are taken. */
  public long takenBytes() {
    return taken.get();
  }

  /** Room for one answer of at most so many bytes. */
  public AnswerRoom room(int mostBytes) {
    return new AnswerRoom(this, mostBytes);
  }

  boolean take(long bytes) {
    if (taken.addAndGet(bytes) <= maximumBytes) {
      return true;
    }
    taken.addAndGet(-bytes);
    return false;
  }

  void giveBack(long bytes) {
    taken.addAndGet(-bytes);
  }
}

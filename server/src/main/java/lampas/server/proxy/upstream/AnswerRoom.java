package lampas.server.proxy.upstream;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Where one answer grows, within its own limit and the memory that all answers share.
 *
 * <p>Written by one thread at a time. Closing it, once or more, gives the memory back.
 */
public final class AnswerRoom extends OutputStream {
  private static final int FIRST_BYTES = 4096;

  private final AnswerMemory memory;
  private final int mostBytes;
  private byte[] content = new byte[0];
  private int length;
  private boolean closed;

  AnswerRoom(AnswerMemory memory, int mostBytes) {
    this.memory = memory;
    this.mostBytes = mostBytes;
  }

  /** Makes room for an answer whose length is known. */
  synchronized void expect(long bytes) {
    requireWithinLimit(bytes);
    grow((int) bytes);
  }

  synchronized void add(ByteBuffer bytes) {
    int count = bytes.remaining();
    require(count);
    bytes.get(content, length, count);
    length += count;
  }

  @Override
  public synchronized void write(int value) {
    require(1);
    content[length++] = (byte) value;
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int count) {
    require(count);
    System.arraycopy(bytes, offset, content, length, count);
    length += count;
  }

  /** What has been put in. */
  synchronized RawAnswer answer(int status) {
    return new RawAnswer(status, content, length);
  }

  /** Forgets what has been put in, to begin again. */
  synchronized void clear() {
    length = 0;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      memory.giveBack(content.length);
    }
  }

  private void require(int more) {
    long needed = (long) length + more;
    requireWithinLimit(needed);
    if (needed > content.length) {
      long doubled = Math.max(FIRST_BYTES, content.length * 2L);
      grow((int) Math.max(needed, Math.min(mostBytes, doubled)));
    }
  }

  private void requireWithinLimit(long bytes) {
    if (bytes > mostBytes) {
      throw new UpstreamException(
          UpstreamFailure.TOO_LARGE,
          "answer: too large (expected: at most %s bytes)".formatted(mostBytes));
    }
  }

  private void grow(int capacity) {
    if (closed) {
      throw new UpstreamException(UpstreamFailure.CANCELLED, "query was canceled");
    }
    int more = capacity - content.length;
    if (more <= 0) {
      return;
    }
    if (!memory.take(more)) {
      throw new UpstreamException(
          UpstreamFailure.NO_MEMORY,
          "answer: no memory left for it (expected: fewer large answers at once)");
    }
    content = Arrays.copyOf(content, capacity);
  }
}

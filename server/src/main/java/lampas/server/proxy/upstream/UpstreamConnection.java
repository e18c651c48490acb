package lampas.server.proxy.upstream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A connection to the backend: HTTP/1.1, one request at a time. Belongs to one thread at a time.
 *
 * <p>Made for virtual threads: one that is interrupted while it reads has the connection closed
 * under it.
 */
final class UpstreamConnection implements AutoCloseable {
  private static final int LONGEST_LINE = 16 << 10;
  private static final int MOST_HEADERS = 200;

  private final Socket socket;
  private final InputStream in;
  private final byte[] buffer = new byte[16 << 10];
  private int position;
  private int limit;
  private boolean used;
  private boolean begun;
  private boolean reusable;
  private long idleSinceNanos;

  UpstreamConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
  }

  /** Whether it has carried a request before this one. */
  boolean isUsed() {
    return used;
  }

  /** Whether the answer to the last request has begun. */
  boolean hasBegun() {
    return begun;
  }

  /** Whether another request may follow. */
  boolean isReusable() {
    return reusable;
  }

  long idleSinceNanos() {
    return idleSinceNanos;
  }

  void idle(long nanos) {
    used = true;
    idleSinceNanos = nanos;
  }

  /** Sends a request and reads its answer into the room; gives the status. */
  int exchange(byte[] request, AnswerRoom room, long deadlineNanos) throws IOException {
    begun = false;
    reusable = false;
    socket.getOutputStream().write(request);
    Head head = head(deadlineNanos);
    while (head.status() >= 100 && head.status() < 200) {
      head = head(deadlineNanos);
    }
    if (head.chunked()) {
      chunks(room, deadlineNanos);
    } else if (head.length() >= 0) {
      room.expect(head.length());
      body(head.length(), room, deadlineNanos);
    } else if (head.status() != 204 && head.status() != 304) {
      untilTheEnd(room, deadlineNanos);
      return head.status();
    }
    reusable = head.kept() && position == limit;
    return head.status();
  }

  private record Head(int status, long length, boolean chunked, boolean kept) {}

  private Head head(long deadline) throws IOException {
    String first = line(deadline);
    if (!first.startsWith("HTTP/1.") || first.length() < 12) {
      throw new IOException("no HTTP");
    }
    int status = number(first.substring(9, 12), 10);
    boolean kept = first.charAt(7) == '1';
    long length = -1;
    boolean chunked = false;
    for (int count = 0; ; count++) {
      String header = line(deadline);
      if (header.isEmpty()) {
        return new Head(status, length, chunked, kept);
      }
      if (count == MOST_HEADERS) {
        throw new IOException("too many headers");
      }
      int colon = Math.max(0, header.indexOf(':'));
      String value = header.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
      switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
        case "content-length" -> length = number(value, 10);
        case "transfer-encoding" -> chunked = value.equals("chunked");
        case "connection" -> kept = kept && !value.equals("close");
        default -> {}
      }
    }
  }

  private void chunks(AnswerRoom room, long deadline) throws IOException {
    while (true) {
      String size = line(deadline);
      int extension = size.indexOf(';');
      int length = number((extension < 0 ? size : size.substring(0, extension)).strip(), 16);
      if (length == 0) {
        while (!line(deadline).isEmpty()) {
          /* Trailers say nothing to us. */
        }
        return;
      }
      body(length, room, deadline);
      if (!line(deadline).isEmpty()) {
        throw new IOException("a chunk does not end");
      }
    }
  }

  private static int number(String text, int radix) throws IOException {
    try {
      return Integer.parseUnsignedInt(text, radix);
    } catch (NumberFormatException malformed) {
      throw new IOException("no number where one must be", malformed);
    }
  }

  private void body(long length, AnswerRoom room, long deadline) throws IOException {
    for (long left = length; left > 0; ) {
      int count = (int) Math.min(left, available(deadline));
      room.add(ByteBuffer.wrap(buffer, position, count));
      position += count;
      left -= count;
    }
  }

  private void untilTheEnd(AnswerRoom room, long deadline) throws IOException {
    try {
      while (true) {
        int count = available(deadline);
        room.add(ByteBuffer.wrap(buffer, position, count));
        position += count;
      }
    } catch (EOFException end) {
      return;
    }
  }

  private String line(long deadline) throws IOException {
    StringBuilder longer = new StringBuilder();
    while (true) {
      int count = available(deadline);
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      longer.append(new String(buffer, position, end - position, StandardCharsets.ISO_8859_1));
      position = Math.min(limit, end + 1);
      if (end < limit) {
        int length = longer.length();
        return length > 0 && longer.charAt(length - 1) == '\r'
            ? longer.substring(0, length - 1)
            : longer.toString();
      }
      if (longer.length() > LONGEST_LINE || count == 0) {
        throw new IOException("a line without an end");
      }
    }
  }

  /* How many bytes can be taken without waiting; waits for the first. */
  private int available(long deadline) throws IOException {
    if (position == limit) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new SocketTimeoutException();
      }
      socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, left / 1_000_000 + 1));
      int count = in.read(buffer, 0, buffer.length);
      if (count < 0) {
        throw new EOFException();
      }
      begun = true;
      position = 0;
      limit = count;
    }
    return limit - position;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException closedAnyway) {
      System.getLogger(UpstreamConnection.class.getName())
          .log(System.Logger.Level.DEBUG, "a connection was not closed cleanly", closedAnyway);
    }
  }
}

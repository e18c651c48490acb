package lampas.server.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A connection that can tell, while a request is being handled, whether the client has gone.
 *
 * <p>Jetty does not read from an HTTP/1.1 connection while a request is handled, so it learns of a
 * closed connection only when it writes. This one reads ahead when asked, and hands on what it read
 * with the next regular read. It goes on reading behind what it has, because a client that ends TLS
 * says so before it closes.
 */
final class WatchedEndPoint extends SocketChannelEndPoint {
  private static final int AHEAD_BYTES = 1024;

  private final ByteBuffer ahead = BufferUtil.allocate(AHEAD_BYTES);

  WatchedEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
    super(channel, selector, key, scheduler);
  }

  /** Whether the client has closed its side or the connection broke. */
  boolean isClientGone() {
    synchronized (ahead) {
      if (!isOpen()) {
        return true;
      }
      if (ahead.remaining() == AHEAD_BYTES) {
        return false;
      }
      int position = BufferUtil.flipToFill(ahead);
      try {
        return getChannel().read(ahead) < 0;
      } catch (IOException broken) {
        return true;
      } finally {
        BufferUtil.flipToFlush(ahead, position);
      }
    }
  }

  @Override
  public int fill(ByteBuffer buffer) throws IOException {
    synchronized (ahead) {
      return ahead.hasRemaining() ? BufferUtil.append(buffer, ahead) : super.fill(buffer);
    }
  }

  @Override
  public void fillInterested(Callback callback) {
    boolean waiting;
    synchronized (ahead) {
      waiting = ahead.hasRemaining();
    }
    if (waiting) {
      Thread.startVirtualThread(callback::succeeded);
    } else {
      super.fillInterested(callback);
    }
  }
}

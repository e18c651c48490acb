package lampas.client.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The bytes of an answer as they arrive: closed at the deadline, and every failure of the
 * connection is a {@link TransportException}.
 *
 * <p>Closing it before its end closes the connection, so that the backend stops sending.
 */
final class ArrivingBody extends FilterInputStream {
  private static final int DRAINED = 16 * 1024;

  private final Deadline deadline;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private volatile boolean late;

  ArrivingBody(InputStream in, Deadline deadline) {
    super(in);
    this.deadline = deadline;
    var unused =
        done.orTimeout(Math.max(1, deadline.left().toMillis()), TimeUnit.MILLISECONDS)
            .exceptionally(timeout -> {
              late = true;
              closeInput();
              return null;
            });
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (IOException failed) {
      throw fault(failed);
    }
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    try {
      return super.read(into, offset, length);
    } catch (IOException failed) {
      throw fault(failed);
    }
  }

  @Override
  public long skip(long bytes) throws IOException {
    try {
      return super.skip(bytes);
    } catch (IOException failed) {
      throw fault(failed);
    }
  }

  /** Reads what little may be left after the data, so that the connection can be used again. */
  void drain() throws IOException {
    byte[] buffer = new byte[1024];
    for (int drained = 0; drained < DRAINED; ) {
      int count = read(buffer, 0, buffer.length);
      if (count < 0) {
        return;
      }
      drained += count;
    }
  }

  @Override
  public void close() {
    done.complete(null);
    closeInput();
  }

  private void closeInput() {
    try {
      in.close();
    } catch (IOException alreadyBroken) {
      /* The reader sees the broken stream and says so. */
      return;
    }
  }

  private TransportException fault(IOException failed) {
    if (late) {
      return deadline.late(failed);
    }
    if (failed.getCause() instanceof InterruptedException
        || Thread.currentThread().isInterrupted()) {
      Thread.currentThread().interrupt();
      return new TransportException(new TransportFault.Interrupted(), failed);
    }
    return new TransportException(
        new TransportFault.Broken("the connection broke within the answer"), failed);
  }
}

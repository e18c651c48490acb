package lampas.metrics.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The body of an answer; counts what is written to it, blocking or not. */
final class CountingOutput extends ServletOutputStream {
  private final ServletOutputStream out;
  private final ServletExchange exchange;
  private final ByteCount sent;
  private boolean closed;

  CountingOutput(ServletOutputStream out, ServletExchange exchange, ByteCount sent) {
    this.out = out;
    this.exchange = exchange;
    this.sent = sent;
  }

  @Override
  public void write(int value) throws IOException {
    try {
      out.write(value);
    } catch (IOException e) {
      throw broken(e);
    }
    sent.add(1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw broken(e);
    }
    sent.add(length);
  }

  @Override
  public void write(ByteBuffer buffer) throws IOException {
    int length = buffer.remaining();
    try {
      out.write(buffer);
    } catch (IOException e) {
      throw broken(e);
    }
    sent.add(length);
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      throw broken(e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
    } catch (IOException e) {
      throw broken(e);
    } finally {
      closed = true;
    }
  }

  /* Whoever writes to what he has closed himself has not lost a client. */
  private IOException broken(IOException failure) {
    if (!closed) {
      exchange.broken();
    }
    return failure;
  }

  @Override
  public boolean isReady() {
    return out.isReady();
  }

  @Override
  public void setWriteListener(WriteListener listener) {
    out.setWriteListener(new Listener(listener, exchange));
  }

  private record Listener(WriteListener to, ServletExchange exchange) implements WriteListener {
    @Override
    public void onWritePossible() throws IOException {
      to.onWritePossible();
    }

    @Override
    public void onError(Throwable failure) {
      if (failure instanceof IOException) {
        exchange.broken();
      }
      to.onError(failure);
    }
  }
}

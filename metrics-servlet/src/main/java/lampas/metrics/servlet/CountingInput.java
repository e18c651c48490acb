package lampas.metrics.servlet;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The body of a request; counts what is read of it, blocking or not. */
final class CountingInput extends ServletInputStream {
  private final ServletInputStream in;
  private final ServletExchange exchange;
  private boolean closed;

  CountingInput(ServletInputStream in, ServletExchange exchange) {
    this.in = in;
    this.exchange = exchange;
  }

  @Override
  public int read() throws IOException {
    try {
      int value = in.read();
      count(value < 0 ? 0 : 1);
      return value;
    } catch (IOException e) {
      throw broken(e);
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      int read = in.read(bytes, offset, length);
      count(read);
      return read;
    } catch (IOException e) {
      throw broken(e);
    }
  }

  @Override
  public int read(ByteBuffer buffer) throws IOException {
    try {
      int read = in.read(buffer);
      count(read);
      return read;
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private void count(int read) {
    if (read > 0) {
      exchange.received().add(read);
    }
  }

  /* Whoever reads what he has closed himself has not lost a client. */
  private IOException broken(IOException failure) {
    if (!closed) {
      exchange.broken();
    }
    return failure;
  }

  @Override
  public int available() throws IOException {
    return in.available();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    in.close();
  }

  @Override
  public boolean isFinished() {
    return in.isFinished();
  }

  @Override
  public boolean isReady() {
    return in.isReady();
  }

  @Override
  public void setReadListener(ReadListener listener) {
    in.setReadListener(new Listener(listener, exchange));
  }

  private record Listener(ReadListener to, ServletExchange exchange) implements ReadListener {
    @Override
    public void onDataAvailable() throws IOException {
      to.onDataAvailable();
    }

    @Override
    public void onAllDataRead() throws IOException {
      to.onAllDataRead();
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

package lampas.metrics.http.jdk;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of a request; counts what is read of it. */
final class CountingInput extends FilterInputStream {
  private final Measurement measurement;
  private long count;
  private boolean closed;

  CountingInput(InputStream in, Measurement measurement) {
    super(in);
    this.measurement = measurement;
  }

  long count() {
    return count;
  }

  @Override
  public int read() throws IOException {
    try {
      int value = in.read();
      count += value < 0 ? 0 : 1;
      return value;
    } catch (IOException e) {
      throw broken(e);
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      int read = in.read(bytes, offset, length);
      count += Math.max(read, 0);
      return read;
    } catch (IOException e) {
      throw broken(e);
    }
  }

  @Override
  public long skip(long most) throws IOException {
    try {
      long skipped = in.skip(most);
      count += skipped;
      return skipped;
    } catch (IOException e) {
      throw broken(e);
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    in.close();
  }

  /* Whoever reads what he has closed himself has not lost a client. */
  private IOException broken(IOException failure) {
    if (!closed) {
      measurement.broken();
    }
    return failure;
  }
}

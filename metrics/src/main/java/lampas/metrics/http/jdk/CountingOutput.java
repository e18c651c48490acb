package lampas.metrics.http.jdk;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** The body of an answer; counts what is written to it. */
final class CountingOutput extends FilterOutputStream {
  private final Measurement measurement;
  private long count;
  private boolean closed;

  CountingOutput(OutputStream out, Measurement measurement) {
    super(out);
    this.measurement = measurement;
  }

  long count() {
    return count;
  }

  @Override
  public void write(int value) throws IOException {
    try {
      out.write(value);
    } catch (IOException e) {
      throw broken(e, 1);
    }
    count++;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw broken(e, length);
    }
    count += length;
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      throw broken(e, 0);
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    try {
      out.close();
    } catch (IOException e) {
      /* Too few bytes are the handler's mistake. */
      if (!measurement.promises(count + 1)) {
        measurement.broken();
      }
      throw e;
    } finally {
      closed = true;
      measurement.completed();
    }
  }

  /* Neither writing to what is closed nor more than was promised says anything about the client. */
  private IOException broken(IOException failure, int length) {
    if (!closed && measurement.isCommitted() && measurement.promises(count + length)) {
      measurement.broken();
    }
    return failure;
  }
}

package lampas.client.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An input that fails once more bytes were read than allowed. */
final class LimitedInput extends FilterInputStream {
  private final long maximumBytes;
  private long left;

  LimitedInput(InputStream in, long maximumBytes) {
    super(in);
    this.maximumBytes = maximumBytes;
    this.left = maximumBytes;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    if (value >= 0) {
      take(1);
    }
    return value;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = super.read(into, offset, length);
    if (count > 0) {
      take(count);
    }
    return count;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = super.skip(bytes);
    take(skipped);
    return skipped;
  }

  /** Does nothing: who has opened the connection closes it. */
  @Override
  public void close() {}

  private void take(long count) throws TransportException {
    left -= count;
    if (left < 0) {
      throw new TransportException(new TransportFault.TooLarge(maximumBytes));
    }
  }
}

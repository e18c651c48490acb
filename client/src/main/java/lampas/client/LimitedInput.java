package lampas.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An input that fails once more bytes were read than allowed. */
final class LimitedInput extends FilterInputStream {
  /** More bytes came than allowed. */
  static final class TooManyBytes extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private long left;

  LimitedInput(InputStream in, long maximumBytes) {
    super(in);
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

  private void take(int count) throws TooManyBytes {
    left -= count;
    if (left < 0) {
      throw new TooManyBytes();
    }
  }
}

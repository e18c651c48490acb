package lampas.metrics.exporter;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** The bytes of one answer, in pieces so that they are not copied when they grow. */
final class ScrapeBody extends OutputStream {
  private static final int PIECE = 64 * 1024;

  private final List<byte[]> full = new ArrayList<>();
  private byte[] last = new byte[1024];
  private int used;
  private long size;

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) {
    int done = 0;
    while (done < length) {
      if (used == last.length) {
        full.add(last);
        last = new byte[PIECE];
        used = 0;
      }
      int part = Math.min(length - done, last.length - used);
      System.arraycopy(source, offset + done, last, used, part);
      used += part;
      done += part;
    }
    size += length;
  }

  long size() {
    return size;
  }

  void copyTo(OutputStream out) throws IOException {
    for (byte[] piece : full) {
      out.write(piece);
    }
    out.write(last, 0, used);
  }
}

package lampas.metrics.exposition;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes the two text formats, which differ only in headers and end.
 *
 * <p>Copies encoded bytes into one buffer and formats numbers behind them; the buffer goes to the
 * stream whenever it is full.
 */
final class LineWriter implements ExpositionWriter {
  private static final byte[] END = "# EOF\n".getBytes(StandardCharsets.US_ASCII);
  private static final int BUFFER_SIZE = 64 * 1024;

  /* Braces, comma, space, line feed. */
  private static final int PUNCTUATION = 8;

  private final Format format;
  private final OutputStream out;
  private final NumberText numbers = new NumberText();
  private byte[] buffer = new byte[BUFFER_SIZE];
  private int position;
  private long[] counts = {};
  private @Nullable EncodedFamily family;

  LineWriter(Format format, OutputStream out) {
    this.format = format;
    this.out = out;
  }

  @Override
  public void begin(EncodedFamily family) throws IOException {
    this.family = family;
    byte[] header = family.header(format);
    reserve(header.length);
    put(header);
  }

  @Override
  public void value(byte[] labels, double value) throws IOException {
    beginLine(family().name, labels);
    position = numbers.write(value, buffer, position);
    buffer[position++] = '\n';
  }

  @Override
  public void histogram(byte[] labels, long[] counts, double sum) throws IOException {
    EncodedFamily family = family();
    long total = 0;
    for (int i = 0; i < family.bounds.length; i++) {
      total += counts[i];
      byte[] bound = family.bounds[i];
      reserve(
          family.bucketName.length
              + labels.length
              + bound.length
              + PUNCTUATION
              + NumberText.MAXIMUM_LENGTH);
      put(family.bucketName);
      put(labels);
      buffer[position++] = labels.length == 0 ? (byte) '{' : (byte) ',';
      put(bound);
      position = NumberText.write(total, buffer, position);
      buffer[position++] = '\n';
    }
    summary(labels, total, sum);
  }

  @Override
  public void summary(byte[] labels, long count, double sum) throws IOException {
    beginLine(family().sumName, labels);
    position = numbers.write(sum, buffer, position);
    buffer[position++] = '\n';
    beginLine(family().countName, labels);
    position = NumberText.write(count, buffer, position);
    buffer[position++] = '\n';
  }

  @Override
  public long[] borrowCounts(int length) {
    if (counts.length != length) {
      counts = new long[length];
    }
    return counts;
  }

  @Override
  public void end() throws IOException {
    if (format == Format.OPEN_METRICS) {
      reserve(END.length);
      put(END);
    }
    out.write(buffer, 0, position);
    position = 0;
    out.flush();
  }

  private EncodedFamily family() {
    EncodedFamily begun = family;
    if (begun == null) {
      throw new IllegalStateException("exposition: no family (expected: begin before its series)");
    }
    return begun;
  }

  private void beginLine(byte[] name, byte[] labels) throws IOException {
    reserve(name.length + labels.length + PUNCTUATION + NumberText.MAXIMUM_LENGTH);
    put(name);
    if (labels.length > 0) {
      put(labels);
      buffer[position++] = '}';
    }
    buffer[position++] = ' ';
  }

  private void put(byte[] bytes) {
    System.arraycopy(bytes, 0, buffer, position, bytes.length);
    position += bytes.length;
  }

  private void reserve(int length) throws IOException {
    if (buffer.length - position < length) {
      out.write(buffer, 0, position);
      position = 0;
      if (buffer.length < length) {
        buffer = Arrays.copyOf(buffer, length);
      }
    }
  }
}

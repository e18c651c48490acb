package lampas.benchmarks;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import lampas.model.label.Labels;

/**
 * Some series as bodies of remote write 1.0: protobuf messages inside a snappy block that is one
 * literal, for what compression costs is not measured.
 */
final class RemoteWriteBody {
  private static final int TAG_LITERAL_OF_FOUR_BYTES_LENGTH = 63 << 2;

  private final QueryData data;
  private final int from;
  private final byte[][] labels;

  /** The series from one index to before another one. */
  RemoteWriteBody(QueryData data, int from, int to) {
    this.data = data;
    this.from = from;
    this.labels = new byte[to - from][];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = labels(data.labels(from + i));
    }
  }

  /** The samples from one index to before another one. */
  byte[] encode(int first, int end) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    for (int i = 0; i < labels.length; i++) {
      ByteArrayOutputStream series = new ByteArrayOutputStream();
      series.writeBytes(labels[i]);
      for (int sample = first; sample < end; sample++) {
        ByteArrayOutputStream one = new ByteArrayOutputStream();
        one.write((1 << 3) | 1);
        one.writeBytes(
            ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(data.value(from + i, sample))
                .array());
        one.write(2 << 3);
        varint(data.time(sample), one);
        field(2, one.toByteArray(), series);
      }
      field(1, series.toByteArray(), message);
    }
    return literal(message.toByteArray());
  }

  private static byte[] labels(Labels labels) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    labels.forEach((name, value) -> {
      ByteArrayOutputStream label = new ByteArrayOutputStream();
      field(1, name.getBytes(StandardCharsets.UTF_8), label);
      field(2, value.getBytes(StandardCharsets.UTF_8), label);
      field(1, label.toByteArray(), out);
    });
    return out.toByteArray();
  }

  private static byte[] literal(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    varint(bytes.length, out);
    out.write(TAG_LITERAL_OF_FOUR_BYTES_LENGTH);
    out.writeBytes(
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length - 1).array());
    out.writeBytes(bytes);
    return out.toByteArray();
  }

  private static void field(int number, byte[] bytes, ByteArrayOutputStream out) {
    out.write((number << 3) | 2);
    varint(bytes.length, out);
    out.writeBytes(bytes);
  }

  private static void varint(long value, ByteArrayOutputStream out) {
    long rest = value;
    while (rest >= 0x80) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}

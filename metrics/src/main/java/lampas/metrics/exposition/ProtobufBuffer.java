package lampas.metrics.exposition;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The fields of protobuf messages as bytes.
 *
 * <p>Source: https://protobuf.dev/programming-guides/encoding. Not thread-safe.
 */
final class ProtobufBuffer {
  private static final VarHandle DOUBLE =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH = 2;
  private static final int LARGEST_VARINT = 10;

  private byte[] bytes;
  private int size;

  ProtobufBuffer(int capacity) {
    this.bytes = new byte[capacity];
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  void varint(int field, long value) {
    reserve(2 * LARGEST_VARINT);
    key(field, VARINT);
    raw(value);
  }

  /** A signed number, so that small negative ones are short. */
  void zigzag(int field, long value) {
    varint(field, (value << 1) ^ (value >> 63));
  }

  void doubleValue(int field, double value) {
    reserve(LARGEST_VARINT + Double.BYTES);
    key(field, FIXED_64);
    DOUBLE.set(bytes, size, value);
    size += Double.BYTES;
  }

  void text(int field, String value) {
    bytes(field, EncodedFamily.utf8(value));
  }

  void bytes(int field, byte[] value) {
    reserve(2 * LARGEST_VARINT + value.length);
    key(field, LENGTH);
    raw(value.length);
    put(value, 0, value.length);
  }

  void append(byte[] encoded) {
    reserve(encoded.length);
    put(encoded, 0, encoded.length);
  }

  /** Begins a message; {@link #end} takes what this returns. */
  int begin(int field) {
    reserve(2 * LARGEST_VARINT);
    key(field, LENGTH);
    /* One byte for its length; most messages are shorter than 128 bytes, others are moved. */
    size++;
    return size;
  }

  void end(int start) {
    int length = size - start;
    int needed = varintSize(length);
    if (needed > 1) {
      reserve(needed);
      System.arraycopy(bytes, start, bytes, start + needed - 1, length);
    }
    size = start - 1;
    raw(length);
    size += length;
  }

  /** A label value out of the bytes of a text line, without what was escaped there. */
  void unescaped(int field, byte[] text, int start, int end) {
    int message = begin(field);
    reserve(end - start);
    for (int i = start; i < end; i++) {
      byte b = text[i];
      if (b == '\\') {
        b = text[++i];
        b = b == 'n' ? (byte) '\n' : b;
      }
      bytes[size++] = b;
    }
    end(message);
  }

  void raw(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) ((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  static int varintSize(long value) {
    return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7);
  }

  private void key(int field, int type) {
    raw(((long) field << 3) | type);
  }

  private void put(byte[] source, int from, int length) {
    System.arraycopy(source, from, bytes, size, length);
    size += length;
  }

  private void reserve(int length) {
    if (bytes.length - size < length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + length));
    }
  }
}

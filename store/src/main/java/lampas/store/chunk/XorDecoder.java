package lampas.store.chunk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import lampas.model.series.SampleColumns;

/** Reads the format that {@link XorEncoder} describes. */
final class XorDecoder {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int HEADER_BITS = 16;

  private XorDecoder() {}

  /*
   * Hot: one word is loaded for the time and the control bits of the value, and one for the value's
   * own bits. Everything is in locals, and nothing is called that is not inlined.
   */
  /** Appends the samples from a first to a last time, both included, to the columns. */
  static void decode(byte[] bytes, int samples, long first, long last, SampleColumns into) {
    if (samples == 0) {
      return;
    }
    int position = HEADER_BITS;
    int length = varintLength(bytes, position);
    long zigzag = varint(bytes, position, length);
    position += 8 * length;
    long time = (zigzag >>> 1) ^ -(zigzag & 1);
    long value = read(bytes, position, 64);
    position += 64;
    long delta = 0;
    int leading = 0;
    int trailing = 0;
    for (int n = 0; ; ) {
      if (time > last) {
        return;
      }
      if (time >= first) {
        into.add(time, Double.longBitsToDouble(value));
      }
      if (++n == samples) {
        return;
      }
      long word;
      if (n == 1) {
        length = varintLength(bytes, position);
        delta = varint(bytes, position, length);
        position += 8 * length;
        word = peek(bytes, position);
      } else {
        word = peek(bytes, position);
        if (word >= 0) {
          position += 1;
          word <<= 1;
        } else {
          int ones = Long.numberOfLeadingZeros(~word);
          if (ones >= 4) {
            delta += read(bytes, position + 4, 64);
            position += 68;
            word = peek(bytes, position);
          } else {
            int bits = 11 + 3 * ones;
            delta += signed(word << (ones + 1) >>> (64 - bits), bits);
            position += ones + 1 + bits;
            word <<= ones + 1 + bits;
          }
        }
      }
      time += delta;
      if (word >= 0) {
        position += 1;
        continue;
      }
      if ((word & 1L << 62) == 0) {
        position += 2;
      } else {
        leading = (int) (word << 2 >>> 59);
        int window = (int) (word << 7 >>> 58);
        trailing = 64 - leading - (window == 0 ? 64 : window);
        position += 13;
      }
      int window = 64 - leading - trailing;
      value ^= read(bytes, position, window) << trailing;
      position += window;
    }
  }

  /* The highest value of a class is positive: 14 bits hold -8191 to 8192. */
  private static long signed(long value, int bits) {
    return value > 1L << (bits - 1) ? value - (1L << bits) : value;
  }

  /** At least the 57 bits at a position, in the highest bits of the word. */
  private static long peek(byte[] bytes, int position) {
    int index = position >>> 3;
    int beyond = index + 8 - bytes.length;
    return beyond <= 0
        ? (long) LONGS.get(bytes, index) << (position & 7)
        : peekAtEnd(bytes, beyond * 8 + (position & 7));
  }

  private static long peekAtEnd(byte[] bytes, int shift) {
    return shift > 63 ? 0 : (long) LONGS.get(bytes, bytes.length - 8) << shift;
  }

  /** 1 to 64 bits at a position. */
  private static long read(byte[] bytes, int position, int count) {
    if (count <= 57) {
      return peek(bytes, position) >>> (64 - count);
    }
    long high = peek(bytes, position) >>> 32;
    long low = peek(bytes, position + 32) >>> 32;
    return (high << 32 | low) >>> (64 - count);
  }

  private static int varintLength(byte[] bytes, int position) {
    int length = 1;
    while (read(bytes, position + 8 * (length - 1), 8) >= 0x80) {
      length++;
    }
    return length;
  }

  private static long varint(byte[] bytes, int position, int length) {
    long value = 0;
    for (int i = length - 1; i >= 0; i--) {
      value = value << 7 | (read(bytes, position + 8 * i, 8) & 0x7f);
    }
    return value;
  }
}

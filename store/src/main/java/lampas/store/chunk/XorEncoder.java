package lampas.store.chunk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import lampas.model.series.SampleColumns;
import lampas.model.series.TimeRange;

/**
 * The open end of a series: samples are appended to it bit by bit until it is sealed to a {@link
 * Chunk}, and the next one begins.
 *
 * <p>The format is that of Prometheus ({@code tsdb/chunkenc/xor.go} and {@code
 * tsdb/docs/format/chunks.md}), which took it from Facebook's Gorilla (VLDB 2015) and widened the
 * classes of times for milliseconds. Bits are written from the highest of each byte to the lowest:
 *
 * <pre>
 * 16 bits   number of samples, big endian
 * sample 0  time: zigzag varint; value: its 64 bits
 * sample 1  time: difference to the last, unsigned varint; value: as below
 * sample n  time: d = difference of differences:
 *             0               d = 0
 *             10   + 14 bits  -8191 to 8192
 *             110  + 17 bits  -65535 to 65536
 *             1110 + 20 bits  -524287 to 524288
 *             1111 + 64 bits  any other
 *           value: x = its bits xor the last one's:
 *             0               x = 0
 *             10 + bits       the bits of x inside the window that was given last
 *             11 + 5 bits     leading zeros of x (at most 31) and
 *                + 6 bits     length of the window (0 says 64), and the bits of x inside it
 * </pre>
 *
 * <p>Not thread-safe; who writes and who calls {@link #view} hold the same lock.
 */
public final class XorEncoder {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final byte[] NO_BYTES = {};
  private static final int HEADER_BITS = 16;
  private static final int FIRST_CAPACITY = 48;

  /* The longest sample, 4 + 64 + 2 + 11 + 64 bits, and room to write a whole word at its end. */
  private static final int MAX_SAMPLE_BYTES = 19 + 8;
  private static final int MAX_SAMPLES = 0xffff;
  private static final int NO_WINDOW = 64;

  /*
   * Bytes that were written never change, bits behind them are zero, and an array is given up when
   * it is too small or its chunk is sealed. So who holds the array and a count of samples reads the
   * same samples for ever, while others are appended.
   */
  private byte[] bytes = NO_BYTES;
  private int position;
  private int samples;
  private int leading = NO_WINDOW;
  private int trailing;
  private long start;
  private long time;
  private long valueBits;
  private long delta;

  /** How many samples were appended since the last seal. */
  public int samples() {
    return samples;
  }

  /** The time of the first sample since the last seal. */
  public long start() {
    return start;
  }

  /** The time of the newest sample, sealed ones included. */
  public long time() {
    return time;
  }

  /**
   * The value of the newest sample, sealed ones included, as {@link Double#doubleToRawLongBits}.
   */
  public long valueBits() {
    return valueBits;
  }

  /** How many bytes of heap the open chunk takes beside this object. */
  public int heapBytes() {
    return bytes.length == 0 ? 0 : Chunk.arrayBytes(bytes.length);
  }

  /**
   * Appends a sample, which must be later than the last.
   *
   * @throws IllegalStateException if the chunk is full: 65,535 samples
   */
  public void append(long newTime, long newValueBits) {
    if (samples == MAX_SAMPLES) {
      throw new IllegalStateException("chunk: 65535 samples (expected: sealed before)");
    }
    ensureCapacity();
    switch (samples) {
      case 0 -> first(newTime, newValueBits);
      case 1 -> {
        delta = newTime - time;
        writeVarint(delta);
        writeValue(newValueBits);
      }
      default -> {
        long newDelta = newTime - time;
        writeDeltaOfDelta(newDelta - delta);
        delta = newDelta;
        writeValue(newValueBits);
      }
    }
    time = newTime;
    valueBits = newValueBits;
    samples++;
  }

  /** Makes a chunk of what was appended and begins the next one. */
  public Chunk seal() {
    byte[] sealed = Arrays.copyOf(bytes, (position + 7) >>> 3);
    sealed[0] = (byte) (samples >>> 8);
    sealed[1] = (byte) samples;
    bytes = NO_BYTES;
    position = 0;
    samples = 0;
    return new Chunk(sealed, start, time);
  }

  /** What was appended since the last seal, as it is now and stays. */
  public OpenView view() {
    return new OpenView(bytes, samples);
  }

  /** The samples of an open chunk at one moment; immutable, and cheap to make. */
  public static final class OpenView {
    /** Of a chunk that has no samples. */
    public static final OpenView EMPTY = new OpenView(NO_BYTES, 0);

    private final byte[] bytes;
    private final int samples;

    private OpenView(byte[] bytes, int samples) {
      this.bytes = bytes;
      this.samples = samples;
    }

    /** Appends the samples in the range to the columns. */
    public void read(TimeRange range, SampleColumns into) {
      XorDecoder.decode(bytes, samples, range.startMillis(), range.endMillis(), into);
    }
  }

  private void first(long newTime, long newValueBits) {
    start = newTime;
    leading = NO_WINDOW;
    position = HEADER_BITS;
    writeVarint((newTime << 1) ^ (newTime >> 63));
    write(newValueBits, 64);
  }

  private void writeVarint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      write((rest & 0x7f) | 0x80, 8);
      rest >>>= 7;
    }
    write(rest, 8);
  }

  private void writeDeltaOfDelta(long difference) {
    if (difference == 0) {
      position++;
    } else if (fits(difference, 14)) {
      write(0b10L << 14 | (difference & 0x3fff), 16);
    } else if (fits(difference, 17)) {
      write(0b110L << 17 | (difference & 0x1ffff), 20);
    } else if (fits(difference, 20)) {
      write(0b1110L << 20 | (difference & 0xfffff), 24);
    } else {
      write(0b1111, 4);
      write(difference, 64);
    }
  }

  private static boolean fits(long value, int bits) {
    return value > -(1L << (bits - 1)) && value <= 1L << (bits - 1);
  }

  private void writeValue(long newValueBits) {
    long xor = newValueBits ^ valueBits;
    if (xor == 0) {
      position++;
      return;
    }
    int newLeading = Math.min(Long.numberOfLeadingZeros(xor), 31);
    int newTrailing = Long.numberOfTrailingZeros(xor);
    if (newLeading >= leading && newTrailing >= trailing) {
      write(0b10, 2);
    } else {
      leading = newLeading;
      trailing = newTrailing;
      int length = 64 - leading - trailing;
      write(0b11L << 11 | (long) leading << 6 | (length & 0x3f), 13);
    }
    write(xor >>> trailing, 64 - leading - trailing);
  }

  /** Writes the low bits of a value that has no others; bits behind the position are zero. */
  private void write(long value, int count) {
    int index = position >>> 3;
    int free = 64 - (position & 7) - count;
    long word = (long) LONGS.get(bytes, index);
    if (free >= 0) {
      LONGS.set(bytes, index, word | value << free);
    } else {
      LONGS.set(bytes, index, word | value >>> -free);
      bytes[index + 8] = (byte) (value << (8 + free));
    }
    position += count;
  }

  private void ensureCapacity() {
    if ((position >>> 3) + MAX_SAMPLE_BYTES > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(FIRST_CAPACITY, bytes.length * 2));
    }
  }
}

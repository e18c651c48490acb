package lampas.store.chunk;

import lampas.model.series.SampleColumns;
import lampas.model.series.TimeRange;

/** A sealed XOR chunk with the times of its first and last sample; the bytes never change. */
public final class Chunk {
  /* What an object of three fields and an array's header take with compressed references. */
  private static final int OBJECT_BYTES = 32;
  private static final int ARRAY_HEADER_BYTES = 16;

  private final byte[] bytes;
  private final long start;
  private final long end;

  Chunk(byte[] bytes, long start, long end) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
  }

  /** The time of the first sample. */
  public long start() {
    return start;
  }

  /** The time of the last sample. */
  public long end() {
    return end;
  }

  /** How many samples it holds. */
  public int samples() {
    return (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
  }

  /** The length of the encoded form. */
  public int encodedLength() {
    return bytes.length;
  }

  /** A copy of the encoded form; see {@link XorEncoder} for the format. */
  public byte[] encoded() {
    return bytes.clone();
  }

  /** How many bytes of heap it takes, objects and all. */
  public int heapBytes() {
    return OBJECT_BYTES + arrayBytes(bytes.length);
  }

  /** Appends the samples in the range to the columns. */
  public void read(TimeRange range, SampleColumns into) {
    XorDecoder.decode(bytes, samples(), range.startMillis(), range.endMillis(), into);
  }

  /** The heap that a byte array of a length takes. */
  static int arrayBytes(int length) {
    return ARRAY_HEADER_BYTES + (length + 7) / 8 * 8;
  }
}

package lampas.client.decode;

import java.util.Arrays;

/**
 * The times of the series before, as text and as numbers.
 *
 * <p>All series of a range query have the same times: what is written as it was in the series
 * before need not be read again. A series with gaps loses step and finds it again.
 */
final class TimeGrid {
  /** A text that was not found here. */
  static final int NONE = -1;

  /* As many as any backend gives points; beyond them times are just read. */
  private static final int MAXIMUM_SIZE = 1 << 15;
  private static final int MAXIMUM_LENGTH = 16;

  private long[] firstBytes = new long[1];
  private long[] lastBytes = new long[1];
  private long[] lastMasks = new long[1];
  private long[] millis = new long[1];
  private int[] lengths = new int[1];
  private int size;

  /** Where the next text is looked for. */
  private int next;

  private int misses;

  /** Begins another series. */
  void restart() {
    /* Times that no series shares are of no use to the next one. */
    if (misses > size) {
      size = 0;
    }
    misses = 0;
    next = 0;
  }

  /** The index of the time that the text is, up to the quote of the value; or {@link #NONE}. */
  int find(byte[] b, int from) {
    int i = next;
    if (i < size
        && Swar.load(b, from) == firstBytes[i]
        && ((Swar.load(b, from + 8) ^ lastBytes[i]) & lastMasks[i]) == 0) {
      next = i + 1;
      return i;
    }
    return NONE;
  }

  int length(int index) {
    return lengths[index];
  }

  long millis(int index) {
    return millis[index];
  }

  /** Takes note of a time that was not found. */
  void learn(byte[] b, int from, int end, long time) {
    misses++;
    int i = next;
    while (i < size && millis[i] < time) {
      i++;
    }
    if (i < size) {
      next = millis[i] == time ? i + 1 : i;
      return;
    }
    int length = end - from;
    next = i;
    if (length <= 8 || length > MAXIMUM_LENGTH || size == MAXIMUM_SIZE) {
      return;
    }
    if (size == millis.length) {
      grow();
    }
    long mask = -1L >>> (64 - 8 * (length - 8));
    firstBytes[size] = Swar.load(b, from);
    lastBytes[size] = Swar.load(b, from + 8);
    lastMasks[size] = mask;
    lengths[size] = length;
    millis[size++] = time;
    next = size;
  }

  private void grow() {
    int capacity = Math.max(64, 2 * size);
    firstBytes = Arrays.copyOf(firstBytes, capacity);
    lastBytes = Arrays.copyOf(lastBytes, capacity);
    lastMasks = Arrays.copyOf(lastMasks, capacity);
    millis = Arrays.copyOf(millis, capacity);
    lengths = Arrays.copyOf(lengths, capacity);
  }
}

package lampas.metrics;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Counts by an index that may be anything, in segments that are made where something is counted.
 *
 * <p>A new segment comes with a new list of segments, so no count is ever copied or lost.
 * Thread-safe without locks.
 */
final class SparseCells {
  static final int SEGMENT_BITS = 4;
  private static final int SEGMENT = 1 << SEGMENT_BITS;
  private static final VarHandle DIRECTORY;

  static {
    try {
      DIRECTORY =
          MethodHandles.lookup().findVarHandle(SparseCells.class, "directory", Directory.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The segments from the one with number {@code first}; null where nothing was counted. */
  private static final class Directory {
    final int first;
    final long[] @Nullable [] segments;
    final int size;

    Directory(int first, long[] @Nullable [] segments, int size) {
      this.first = first;
      this.segments = segments;
      this.size = size;
    }

    long @Nullable [] segment(int number) {
      int position = number - first;
      return position >= 0 && position < segments.length ? segments[position] : null;
    }
  }

  /** Takes the counts that are not zero, by ascending index. */
  interface Visitor {
    void cell(int index, long count);
  }

  private volatile Directory directory = new Directory(0, new long[0][], 0);

  /** How many segments there are. */
  int segments() {
    return directory.size;
  }

  /** The segment that has the cell of an index; null if there is none yet. */
  long @Nullable [] find(int index) {
    return directory.segment(index >> SEGMENT_BITS);
  }

  static boolean tryIncrement(long[] segment, int index) {
    return HistogramCells.tryIncrement(segment, index & (SEGMENT - 1));
  }

  /** Makes the segment that has the cell of an index, if there is none. */
  void make(int index) {
    int number = index >> SEGMENT_BITS;
    /* Read once a turn: what is replaced must be the list that was seen to lack the segment. */
    for (Directory before = directory; before.segment(number) == null; before = directory) {
      DIRECTORY.compareAndSet(this, before, with(before, number));
    }
  }

  void forEach(Visitor visitor) {
    Directory directory = this.directory;
    for (int i = 0; i < directory.segments.length; i++) {
      long[] segment = directory.segments[i];
      for (int j = 0; segment != null && j < SEGMENT; j++) {
        long count = (long) HistogramCells.LONGS.getVolatile(segment, j);
        if (count != 0) {
          visitor.cell(((directory.first + i) << SEGMENT_BITS) + j, count);
        }
      }
    }
  }

  private static Directory with(Directory before, int number) {
    boolean empty = before.segments.length == 0;
    int first = empty ? number : Math.min(before.first, number);
    int last = empty ? number : Math.max(before.first + before.segments.length - 1, number);
    long[] @Nullable [] segments = new long[last - first + 1][];
    System.arraycopy(
        before.segments, 0, segments, empty ? 0 : before.first - first, before.segments.length);
    segments[number - first] = new long[SEGMENT];
    return new Directory(first, segments, before.size + 1);
  }
}

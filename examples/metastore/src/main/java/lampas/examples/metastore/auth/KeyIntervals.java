package lampas.examples.metastore.auth;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import lampas.examples.metastore.mvcc.KeyRange;

/** A set of keys that is made of ranges: those that overlap or touch are one. Immutable. */
final class KeyIntervals {
  private static final ByteString ZERO = ByteString.copyFrom(new byte[] {0});

  /** In the order of their starts, with gaps between them; none is a single key. */
  private final List<KeyRange> intervals;

  private KeyIntervals(List<KeyRange> intervals) {
    this.intervals = intervals;
  }

  static KeyIntervals union(List<KeyRange> ranges) {
    List<KeyRange> sorted = new ArrayList<>(ranges.size());
    for (KeyRange range : ranges) {
      sorted.add(interval(range));
    }
    sorted.sort(Comparator.comparing(KeyRange::start, KeyRange::compare));
    List<KeyRange> merged = new ArrayList<>();
    for (KeyRange next : sorted) {
      KeyRange last = merged.isEmpty() ? null : merged.getLast();
      if (last == null || endsBefore(last, next.start())) {
        merged.add(next);
      } else if (compareEnds(last, next) < 0) {
        merged.set(merged.size() - 1, new KeyRange(last.start(), next.end()));
      }
    }
    return new KeyIntervals(List.copyOf(merged));
  }

  /** Whether all keys of a range are there; of a range without keys, its start is looked for. */
  boolean cover(KeyRange range) {
    KeyRange wanted = interval(range);
    int low = 0;
    int high = intervals.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (KeyRange.compare(intervals.get(middle).start(), wanted.start()) <= 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    if (high < 0) {
      return false;
    }
    KeyRange found = intervals.get(high);
    return found.contains(wanted.start()) && compareEnds(found, wanted) >= 0;
  }

  /** A single key as a range: there is no key between it and itself with a zero byte after it. */
  private static KeyRange interval(KeyRange range) {
    return range.isSingleKey() ? new KeyRange(range.start(), range.start().concat(ZERO)) : range;
  }

  private static boolean endsBefore(KeyRange interval, ByteString key) {
    return interval.hasEnd() && KeyRange.compare(interval.end(), key) < 0;
  }

  private static int compareEnds(KeyRange left, KeyRange right) {
    if (left.hasEnd() && right.hasEnd()) {
      return KeyRange.compare(left.end(), right.end());
    }
    return Boolean.compare(right.hasEnd(), left.hasEnd());
  }
}

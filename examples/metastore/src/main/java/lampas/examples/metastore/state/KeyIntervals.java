package lampas.examples.metastore.state;

import com.google.protobuf.ByteString;
import java.util.Map;
import java.util.TreeMap;
import lampas.examples.metastore.mvcc.KeyRange;

/** A set of keys, made of ranges; asking it takes logarithmic time. */
final class KeyIntervals {
  private static final ByteString ZERO = ByteString.copyFrom(new byte[] {0});

  /* Ranges that neither overlap nor touch, by where they start; none is of the single-key form. */
  private final TreeMap<ByteString, KeyRange> ranges = new TreeMap<>(KeyRange::compare);

  void add(KeyRange added) {
    KeyRange range =
        added.isSingleKey() ? new KeyRange(added.start(), added.start().concat(ZERO)) : added;
    if (range.hasEnd() && KeyRange.compare(range.start(), range.end()) >= 0) {
      return;
    }
    Map.Entry<ByteString, KeyRange> before = ranges.floorEntry(range.start());
    if (before != null && reaches(before.getValue(), range.start())) {
      range = union(before.getValue(), range);
    }
    Map.Entry<ByteString, KeyRange> next = ranges.ceilingEntry(range.start());
    while (next != null && reaches(range, next.getKey())) {
      range = union(range, next.getValue());
      ranges.remove(next.getKey());
      next = ranges.ceilingEntry(range.start());
    }
    ranges.put(range.start(), range);
  }

  void addAll(KeyIntervals others) {
    others.ranges.values().forEach(this::add);
  }

  boolean contains(ByteString key) {
    Map.Entry<ByteString, KeyRange> before = ranges.floorEntry(key);
    return before != null && before.getValue().contains(key);
  }

  private static boolean reaches(KeyRange range, ByteString key) {
    return !range.hasEnd() || KeyRange.compare(range.end(), key) >= 0;
  }

  /** The union of a range and one that starts in it or where it ends. */
  private static KeyRange union(KeyRange range, KeyRange later) {
    boolean longer =
        range.hasEnd() && (!later.hasEnd() || KeyRange.compare(later.end(), range.end()) > 0);
    return longer ? new KeyRange(range.start(), later.end()) : range;
  }
}

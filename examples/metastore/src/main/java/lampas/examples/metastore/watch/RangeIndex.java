package lampas.examples.metastore.watch;

import com.google.protobuf.ByteString;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import lampas.examples.metastore.mvcc.KeyRange;

/**
 * Finds the watchers of a key; what a watcher is does not matter.
 *
 * <p>A key costs one look-up for itself and one for each length of prefix that is watched; only
 * ranges that are neither a key nor a prefix are gone through one by one. Thread-safe.
 */
final class RangeIndex<W> {
  private final Map<ByteString, Set<W>> keys = new HashMap<>();
  private final Map<ByteString, Set<W>> prefixes = new HashMap<>();

  /** How many prefixes of a length there are. */
  private final TreeMap<Integer, Integer> prefixLengths = new TreeMap<>();

  private final Map<KeyRange, Set<W>> ranges = new HashMap<>();
  private int size;

  synchronized void add(KeyRange range, W watcher) {
    Optional<ByteString> prefix = prefix(range);
    if (range.isSingleKey()) {
      add(keys, range.start(), watcher);
    } else if (prefix.isPresent()) {
      if (add(prefixes, prefix.get(), watcher)) {
        prefixLengths.merge(prefix.get().size(), 1, Integer::sum);
      }
    } else {
      add(ranges, range, watcher);
    }
    size++;
  }

  synchronized void remove(KeyRange range, W watcher) {
    Optional<ByteString> prefix = prefix(range);
    if (range.isSingleKey()) {
      remove(keys, range.start(), watcher);
    } else if (prefix.isPresent()) {
      if (remove(prefixes, prefix.get(), watcher)) {
        prefixLengths.computeIfPresent(
            prefix.get().size(), (length, count) -> count == 1 ? null : count - 1);
      }
    } else {
      remove(ranges, range, watcher);
    }
    size--;
  }

  synchronized int size() {
    return size;
  }

  /** Calls with each watcher of each key; more than once if several of the keys are its own. */
  synchronized void watching(List<ByteString> changed, Consumer<W> action) {
    for (ByteString key : changed) {
      keys.getOrDefault(key, Set.of()).forEach(action);
      for (int length : prefixLengths.headMap(key.size(), true).keySet()) {
        prefixes.getOrDefault(key.substring(0, length), Set.of()).forEach(action);
      }
      ranges.forEach((range, watchers) -> {
        if (range.contains(key)) {
          watchers.forEach(action);
        }
      });
    }
  }

  synchronized void forEach(Consumer<W> action) {
    keys.values().forEach(watchers -> watchers.forEach(action));
    prefixes.values().forEach(watchers -> watchers.forEach(action));
    ranges.values().forEach(watchers -> watchers.forEach(action));
  }

  /** What the keys of a range begin with, if the range is just those that do. */
  static Optional<ByteString> prefix(KeyRange range) {
    ByteString start = range.start();
    int last = start.size() - 1;
    while (last >= 0 && start.byteAt(last) == (byte) 0xff) {
      last--;
    }
    if (last < 0 || range.end().size() != last + 1) {
      return Optional.empty();
    }
    boolean next =
        range.end().byteAt(last) == (byte) (start.byteAt(last) + 1)
            && range.end().substring(0, last).equals(start.substring(0, last));
    return next && range.hasEnd() ? Optional.of(start) : Optional.empty();
  }

  /* Both say whether the place is new, or gone. */

  private static <K, W> boolean add(Map<K, Set<W>> map, K place, W watcher) {
    Set<W> watchers = map.computeIfAbsent(place, unused -> new HashSet<>());
    watchers.add(watcher);
    return watchers.size() == 1;
  }

  private static <K, W> boolean remove(Map<K, Set<W>> map, K place, W watcher) {
    Set<W> watchers = map.getOrDefault(place, Set.of());
    if (!watchers.contains(watcher)) {
      throw new IllegalStateException("a watcher that is not in the index");
    }
    watchers.remove(watcher);
    return watchers.isEmpty() && map.remove(place) != null;
  }
}

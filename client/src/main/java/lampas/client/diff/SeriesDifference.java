package lampas.client.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeSet;
import lampas.model.label.Labels;

/**
 * A series that both sides have, not the same.
 *
 * @param points where they differ, in the order of time
 * @param step the distance of the evaluations in milliseconds; 0 for one time
 */
record SeriesDifference(
    Labels labels,
    NavigableMap<Long, Value> left,
    NavigableMap<Long, Value> right,
    List<PointDifference> points,
    long step) {
  /** Empty if the two are the same. */
  static Optional<SeriesDifference> of(
      Labels labels,
      NavigableMap<Long, Value> left,
      NavigableMap<Long, Value> right,
      long step,
      Tolerance tolerance) {
    TreeSet<Long> times = new TreeSet<>(left.keySet());
    times.addAll(right.keySet());
    List<PointDifference> points = new ArrayList<>();
    for (long time : times) {
      Optional<Value> one = Optional.ofNullable(left.get(time));
      Optional<Value> other = Optional.ofNullable(right.get(time));
      boolean same =
          one.isPresent() && other.isPresent() && one.get().isSame(other.get(), tolerance);
      if (!same) {
        points.add(new PointDifference(time, one, other));
      }
    }
    return points.isEmpty()
        ? Optional.empty()
        : Optional.of(new SeriesDifference(labels, left, right, List.copyOf(points), step));
  }

  /**
   * Whether the right side has at each time what the left one has so much later, and changes at
   * all.
   */
  boolean isShifted(long by, Tolerance tolerance) {
    int compared = 0;
    boolean changes = false;
    Value last = null;
    for (var entry : left.entrySet()) {
      Value other = right.get(entry.getKey() + by);
      if (other == null) {
        continue;
      }
      if (!entry.getValue().isSame(other, tolerance)) {
        return false;
      }
      changes |= last != null && !last.isSame(entry.getValue(), tolerance);
      last = entry.getValue();
      compared++;
    }
    return changes && compared >= Math.min(left.size(), right.size()) - 1;
  }

  /**
   * Whether at all points that differ only one side has a value, and that is the value it had
   * before, when both had one.
   */
  boolean isCarriedOn(boolean onLeft, Tolerance tolerance) {
    NavigableMap<Long, Value> longer = onLeft ? left : right;
    for (PointDifference point : points) {
      Value value = longer.get(point.time());
      Value before = longer.get(point.time() - step);
      boolean carried =
          value != null && before != null && !point.isOfValues() && value.isSame(before, tolerance);
      if (!carried) {
        return false;
      }
    }
    return true;
  }
}

package lampas.client.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import lampas.model.label.Labels;

/**
 * What two answers of the same type differ in.
 *
 * @param onlyLeft series that only the left one has
 * @param onlyRight series that only the right one has
 * @param both series that both have, not the same
 */
record AnswerDifference(
    FlatAnswer left,
    FlatAnswer right,
    List<Labels> onlyLeft,
    List<Labels> onlyRight,
    List<SeriesDifference> both) {
  static AnswerDifference of(FlatAnswer left, FlatAnswer right, long step, Tolerance tolerance) {
    List<Labels> onlyLeft = new ArrayList<>();
    List<SeriesDifference> both = new ArrayList<>();
    left.series()
        .forEach((labels, values) -> {
          NavigableMap<Long, Value> other = right.series().get(labels);
          if (other == null) {
            onlyLeft.add(labels);
          } else {
            SeriesDifference.of(labels, values, other, step, tolerance).ifPresent(both::add);
          }
        });
    List<Labels> onlyRight =
        right.series().keySet().stream()
            .filter(labels -> !left.series().containsKey(labels))
            .toList();
    return new AnswerDifference(left, right, onlyLeft, onlyRight, both);
  }

  boolean isNone() {
    return onlyLeft.isEmpty() && onlyRight.isEmpty() && both.isEmpty();
  }

  /** Whether both sides have the same series with values at the same times. */
  boolean isOfValuesOnly() {
    return onlyLeft.isEmpty()
        && onlyRight.isEmpty()
        && both.stream()
            .allMatch(one -> one.points().stream().allMatch(PointDifference::isOfValues));
  }

  /** All points of series that both sides have. */
  List<PointDifference> points() {
    return both.stream().flatMap(one -> one.points().stream()).toList();
  }

  /** The first difference; there must be one. */
  FirstDifference first() {
    TreeSet<Labels> differing = new TreeSet<>(onlyLeft);
    differing.addAll(onlyRight);
    both.forEach(one -> differing.add(one.labels()));
    Labels first = differing.first();
    Optional<SeriesDifference> known =
        both.stream().filter(one -> one.labels().equals(first)).findFirst();
    PointDifference point =
        known.isPresent() ? known.get().points().getFirst() : firstOfOneSide(first);
    return new FirstDifference(
        Optional.of(first),
        OptionalLong.of(point.time()),
        point.left().map(Value::text),
        point.right().map(Value::text));
  }

  private PointDifference firstOfOneSide(Labels labels) {
    boolean onLeft = left.series().containsKey(labels);
    FlatAnswer side = onLeft ? left : right;
    Optional<Value> value = Optional.of(side.firstValue(labels));
    return new PointDifference(
        side.firstTime(labels),
        onLeft ? value : Optional.empty(),
        onLeft ? Optional.empty() : value);
  }

  DifferenceCount count() {
    long lone = samples(left, onlyLeft) + samples(right, onlyRight);
    TreeSet<Labels> all = new TreeSet<>(left.series().keySet());
    all.addAll(right.series().keySet());
    long samples = 0;
    for (Labels labels : all) {
      TreeSet<Long> times = new TreeSet<>();
      Optional.ofNullable(left.series().get(labels)).ifPresent(one -> times.addAll(one.keySet()));
      Optional.ofNullable(right.series().get(labels)).ifPresent(one -> times.addAll(one.keySet()));
      samples += times.size();
    }
    return new DifferenceCount(
        onlyLeft.size() + onlyRight.size() + both.size(),
        all.size(),
        lone + points().size(),
        samples);
  }

  private static long samples(FlatAnswer answer, List<Labels> of) {
    return of.stream().mapToLong(labels -> answer.values(labels).size()).sum();
  }
}

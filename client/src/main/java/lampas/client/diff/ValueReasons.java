package lampas.client.diff;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import lampas.model.series.SampleValue;

/** Reasons that show in the values themselves. */
final class ValueReasons {
  /* What sums in another order, or another formula for the same, make at most. */
  private static final double MOST_ROUNDING = 1e-6;

  /* What several values agree on by chance as seldom as this is a factor. */
  private static final Tolerance SAME_FACTOR = Tolerance.ofRelative(1e-9);
  private static final int LEAST_VALUES = 3;

  /* Units that are mistaken for each other: one value is enough for these. */
  private static final double[] UNITS = {60, 100, 1000, 1024, 3600, 1e6, 1e9, 0x1p20, 0x1p30};

  private ValueReasons() {}

  static Optional<Reason> rounding(AnswerDifference difference) {
    if (!difference.isOfValuesOnly()) {
      return Optional.empty();
    }
    double largest = 0;
    for (PointDifference point : difference.points()) {
      if (!(point.left().orElseThrow() instanceof Value.Real(double left))
          || !(point.right().orElseThrow() instanceof Value.Real(double right))
          || !Double.isFinite(left)
          || !Double.isFinite(right)) {
        return Optional.empty();
      }
      largest = Math.max(largest, Tolerance.relative(left, right));
    }
    return largest <= MOST_ROUNDING
        ? Optional.of(
            new Reason(
                DifferenceClass.ROUNDING,
                "%d values, none off by more than %.1e of itself"
                    .formatted(difference.points().size(), largest)))
        : Optional.empty();
  }

  static Optional<Reason> scale(AnswerDifference difference) {
    if (!difference.isOfValuesOnly()) {
      return Optional.empty();
    }
    List<PointDifference> points = difference.points();
    OptionalDouble first = factor(points.getFirst());
    boolean one =
        first.isPresent()
            && points.stream()
                .allMatch(point ->
                    factor(point).stream()
                        .anyMatch(factor -> SAME_FACTOR.isSame(factor, first.getAsDouble())));
    if (!one || (points.size() < LEAST_VALUES && !isUnit(first.getAsDouble()))) {
      return Optional.empty();
    }
    return Optional.of(
        new Reason(
            DifferenceClass.SCALE,
            "each of %d values on the right is %s times the one on the left"
                .formatted(points.size(), SampleValue.format(first.getAsDouble()))));
  }

  private static OptionalDouble factor(PointDifference point) {
    if (point.left().orElseThrow() instanceof Value.Real(double left)
        && point.right().orElseThrow() instanceof Value.Real(double right)
        && left != 0
        && right != 0
        && Double.isFinite(right / left)) {
      return OptionalDouble.of(right / left);
    }
    return OptionalDouble.empty();
  }

  private static boolean isUnit(double factor) {
    for (double unit : UNITS) {
      if (SAME_FACTOR.isSame(factor, unit) || SAME_FACTOR.isSame(1 / factor, unit)) {
        return true;
      }
    }
    return false;
  }

  static Optional<Reason> shift(AnswerDifference difference, long step, Tolerance tolerance) {
    if (step == 0 || !difference.onlyLeft().isEmpty() || !difference.onlyRight().isEmpty()) {
      return Optional.empty();
    }
    for (long by : new long[] {step, -step}) {
      if (difference.both().stream().allMatch(one -> one.isShifted(by, tolerance))) {
        return Optional.of(
            new Reason(
                DifferenceClass.SHIFTED,
                "the right values are the left ones a step of %dms %s"
                    .formatted(step, by > 0 ? "later" : "earlier")));
      }
    }
    return Optional.empty();
  }

  static Optional<Reason> staleness(AnswerDifference difference, long step, Tolerance tolerance) {
    if (step == 0 || !difference.onlyLeft().isEmpty() || !difference.onlyRight().isEmpty()) {
      return Optional.empty();
    }
    for (boolean onLeft : new boolean[] {true, false}) {
      if (difference.both().stream().allMatch(one -> one.isCarriedOn(onLeft, tolerance))) {
        return Optional.of(
            new Reason(
                DifferenceClass.STALENESS,
                "the %s repeats the last value at %d steps where the %s has none"
                    .formatted(
                        onLeft ? "left" : "right",
                        difference.points().size(),
                        onLeft ? "right" : "left")));
      }
    }
    return Optional.empty();
  }
}

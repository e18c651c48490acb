package lampas.client.diff;

import java.util.List;

/** What is left to say when no reason was found in values, labels or windows. */
final class OtherReasons {
  private OtherReasons() {}

  static Reason of(AnswerDifference difference) {
    int left = difference.onlyLeft().size();
    int right = difference.onlyRight().size();
    List<PointDifference> points = difference.points();
    boolean values = points.stream().anyMatch(PointDifference::isOfValues);
    if (points.isEmpty()) {
      boolean rightLacks = left > 0 && (right == 0 || isFirstOnLeft(difference));
      return new Reason(
          rightLacks ? DifferenceClass.SERIES_MISSING_RIGHT : DifferenceClass.SERIES_MISSING_LEFT,
          "%d series only on the left, %d only on the right".formatted(left, right));
    }
    if (left + right == 0 && !values) {
      long onlyLeft = points.stream().filter(point -> point.left().isPresent()).count();
      return new Reason(
          DifferenceClass.SAMPLES,
          "%d values only on the left, %d only on the right"
              .formatted(onlyLeft, points.size() - onlyLeft));
    }
    return new Reason(
        DifferenceClass.UNKNOWN,
        "%d series only on the left, %d only on the right, %d with other values or times"
            .formatted(left, right, difference.both().size()));
  }

  private static boolean isFirstOnLeft(AnswerDifference difference) {
    return difference.onlyLeft().getFirst().compareTo(difference.onlyRight().getFirst()) < 0;
  }
}

package lampas.acceptance.differential;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** Says what is different about two answers, if anything is. */
final class Comparison {
  /** How far two values may be apart, as a share of the larger one. */
  static final double TOLERANCE = 1e-9;

  private long values;
  private long identical;

  /** Values compared so far. */
  long values() {
    return values;
  }

  /** Those that were the same to the last bit; one NaN is as good as another. */
  long identical() {
    return identical;
  }

  Optional<String> difference(Question question, Answer expected, Answer actual) {
    if (expected.status() != actual.status()
        || !expected.errorType().equals(actual.errorType())
        || !expected.resultType().equals(actual.resultType())) {
      return Optional.of(head(expected) + " | " + head(actual));
    }
    Map<String, Answer.Series> left = expected.byLabels();
    Map<String, Answer.Series> right = actual.byLabels();
    if (!left.keySet().equals(right.keySet())) {
      return Optional.of("series " + less(left, right) + " | " + less(right, left));
    }
    for (Answer.Series series : expected.series()) {
      Optional<String> difference =
          difference(series, Objects.requireNonNull(right.get(series.labels())));
      if (difference.isPresent()) {
        return difference;
      }
    }
    return isOrdered(question) ? orderDifference(expected, actual) : Optional.empty();
  }

  private Optional<String> difference(Answer.Series left, Answer.Series right) {
    if (!left.times().equals(right.times())) {
      List<String> missing = new ArrayList<>(left.times());
      missing.removeAll(right.times());
      List<String> extra = new ArrayList<>(right.times());
      extra.removeAll(left.times());
      return Optional.of(left.labels() + " only there at " + missing + " | only here at " + extra);
    }
    for (int i = 0; i < left.values().size(); i++) {
      double a = left.values().get(i);
      double b = right.values().get(i);
      values++;
      if (Double.compare(a, b) == 0) {
        identical++;
      } else if (!isNear(a, b, TOLERANCE)) {
        return Optional.of(left.labels() + " at " + left.times().get(i) + ": " + a + " | " + b);
      }
    }
    return Optional.empty();
  }

  /** Whether both have the same series with the same times, and values that are this near. */
  static boolean isNear(Answer expected, Answer actual, double tolerance) {
    Map<String, Answer.Series> right = actual.byLabels();
    return expected.series().size() == right.size()
        && expected.series().stream()
            .allMatch(series ->
                right.containsKey(series.labels())
                    && isNear(
                        series, Objects.requireNonNull(right.get(series.labels())), tolerance));
  }

  private static boolean isNear(Answer.Series left, Answer.Series right, double tolerance) {
    return left.times().equals(right.times())
        && IntStream.range(0, left.values().size())
            .allMatch(i -> isNear(left.values().get(i), right.values().get(i), tolerance));
  }

  private static boolean isNear(double a, double b, double tolerance) {
    return Double.compare(a, b) == 0
        || a == b
        || Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));
  }

  /* Equal values may stand in any order. */
  private static Optional<String> orderDifference(Answer expected, Answer actual) {
    for (int i = 0; i < expected.series().size(); i++) {
      double a = expected.series().get(i).values().getFirst();
      double b = actual.series().get(i).values().getFirst();
      if (Double.compare(a, b) != 0 && !isNear(a, b, TOLERANCE)) {
        return Optional.of("order: place " + i + " has " + a + " | " + b);
      }
    }
    return Optional.empty();
  }

  /* Groups may come in any order, and over a range everything is sorted by labels. */
  private static boolean isOrdered(Question question) {
    return question.times() instanceof Question.Times.Instant
        && question.query().matches("(sort|sort_desc|topk|bottomk) ?\\([^()]*\\)");
  }

  private static String head(Answer answer) {
    return "%d %s%s %s"
        .formatted(answer.status(), answer.errorType(), answer.resultType(), answer.error());
  }

  private static String less(Map<String, Answer.Series> all, Map<String, Answer.Series> minus) {
    HashSet<String> rest = new HashSet<>(all.keySet());
    rest.removeAll(minus.keySet());
    return rest.toString();
  }
}

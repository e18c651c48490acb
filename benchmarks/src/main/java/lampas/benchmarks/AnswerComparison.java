package lampas.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lampas.model.label.Labels;
import lampas.model.result.QueryResult;
import lampas.model.series.SampleColumns;
import org.jspecify.annotations.Nullable;

/** Whether two answers are the same: labels and times exactly, values to a relative 1e-9. */
final class AnswerComparison {
  private static final double TOLERANCE = 1e-9;

  private AnswerComparison() {}

  static int series(QueryResult result) {
    return columns(result).size();
  }

  /** The first difference that is found. */
  static Optional<String> difference(QueryResult ours, QueryResult theirs) {
    Map<Labels, SampleColumns> left = columns(ours);
    Map<Labels, SampleColumns> right = columns(theirs);
    if (left.size() != right.size()) {
      return Optional.of(left.size() + " series, not " + right.size());
    }
    return left.entrySet().stream()
        .filter(entry -> !agree(entry.getValue(), right.get(entry.getKey())))
        .findFirst()
        .map(entry -> entry + ", not " + right.get(entry.getKey()));
  }

  private static boolean agree(SampleColumns left, @Nullable SampleColumns right) {
    if (right == null || left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (left.time(i) != right.time(i) || !agree(left.value(i), right.value(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean agree(double left, double right) {
    return Double.compare(left, right) == 0
        || Math.abs(left - right) <= TOLERANCE * Math.max(Math.abs(left), Math.abs(right));
  }

  private static Map<Labels, SampleColumns> columns(QueryResult result) {
    Map<Labels, SampleColumns> columns = new HashMap<>();
    switch (result) {
      case QueryResult.Vector(List<QueryResult.VectorSample> samples) ->
          samples.forEach(sample -> {
            if (sample instanceof QueryResult.FloatSample one) {
              SampleColumns column = new SampleColumns(1);
              column.add(one.timeMillis(), one.value());
              columns.put(one.labels(), column);
            }
          });
      case QueryResult.Matrix(List<QueryResult.MatrixSeries> series) ->
          series.forEach(one -> columns.put(one.labels(), one.samples()));
      case QueryResult.Scalar scalar -> throw new IllegalStateException(scalar.toString());
      case QueryResult.Text text -> throw new IllegalStateException(text.toString());
    }
    return columns;
  }
}

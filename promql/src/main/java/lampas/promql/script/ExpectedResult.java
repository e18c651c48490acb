package lampas.promql.script;

import java.util.List;
import java.util.Optional;
import lampas.model.result.QueryResult;

/**
 * What a query must answer. Numbers may differ by a millionth of their sum, as in Prometheus's own
 * tests; counter resets are compared where they are written.
 */
public sealed interface ExpectedResult {
  /** Whether the samples of a vector must come as they are written. */
  enum Order {
    ANY,
    AS_WRITTEN
  }

  /** One number. */
  record Scalar(double value) implements ExpectedResult {}

  /** One text. */
  record Text(String value) implements ExpectedResult {}

  /** Series with one point each. */
  record Vector(List<SeriesNotation> samples, Order order) implements ExpectedResult {
    public Vector {
      samples = List.copyOf(samples);
      for (SeriesNotation sample : samples) {
        if (sample.points().size() != 1) {
          throw new IllegalArgumentException(
              "points of " + sample.labels() + ": " + sample.points().size() + " (expected: 1)");
        }
      }
    }
  }

  /** Series whose points stand at the steps of a time. */
  record Matrix(List<SeriesNotation> series, QueryTime.Range time) implements ExpectedResult {
    public Matrix {
      series = List.copyOf(series);
    }
  }

  /**
   * How a result differs, in lines for people: what differs, what is missing, what is too much.
   *
   * @return empty if the result is as expected
   */
  default Optional<String> difference(QueryResult actual) {
    return ResultDifference.of(this, actual);
  }
}
